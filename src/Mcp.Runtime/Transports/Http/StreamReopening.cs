namespace Mcp.Transports.Http;

/// <summary>When a stream that ended is opened again. Pure.</summary>
internal static class StreamReopening
{
    /// <summary>How many attempts in a row may bring nothing new before the stream is given up.</summary>
    public const int MaxFruitless = 5;

    private static readonly TimeSpan Default = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Floor = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan GrowthCeiling = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Ceiling = TimeSpan.FromMinutes(5);

    /// <summary>The server's <c>retry</c> is obeyed as a lower bound (2025-11-25), but neither as a busy loop nor as "never"; what stays fruitless waits longer each time.</summary>
    public static TimeSpan DelayBefore(int fruitlessAttempts, int? retryMilliseconds)
    {
        TimeSpan asked = retryMilliseconds is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : Default;
        TimeSpan start = asked < Floor ? Floor : asked > Ceiling ? Ceiling : asked;
        TimeSpan grown = start * (1 << Math.Min(fruitlessAttempts, 10));
        return grown <= GrowthCeiling ? grown : start > GrowthCeiling ? start : GrowthCeiling;
    }
}
