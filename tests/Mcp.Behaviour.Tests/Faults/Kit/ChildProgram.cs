namespace Mcp.Behaviour.Tests.Faults.Kit;

/// <summary>The programs that tests start as child processes. The build puts each into a folder beside the tests.</summary>
internal static class ChildProgram
{
    public static string FaultServer { get; } = Find("Mcp.FaultServer");

    public static string TestServer { get; } = Find("Mcp.TestServer");

    /// <summary>The host that runs them: the one that runs the tests, if it is known.</summary>
    public static string Host { get; } = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    private static string Find(string program)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "children", program, program + ".dll");
        return File.Exists(path) ? path : throw new FileNotFoundException($"The build has not put {program} beside the tests.", path);
    }
}
