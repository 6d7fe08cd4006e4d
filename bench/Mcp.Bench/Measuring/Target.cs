namespace Mcp.Bench.Measuring;

/// <summary>A figure that was promised, and whether this run kept it.</summary>
internal static class Target
{
    public static void Print(string what, bool isReached, string measured) =>
        Console.WriteLine($"  {(isReached ? "reached    " : "not reached")}  {what}: {measured}");
}
