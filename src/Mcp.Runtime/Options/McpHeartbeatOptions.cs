namespace Mcp;

/// <summary>
/// How a connection that seems to stand is found to be dead. A server from which nothing came for a while is sent a <c>ping</c> (revisions to
/// 2025-11-25, where messages share one connection). One that works on a call is never ended for not answering: it may have one thread.
/// </summary>
public sealed class McpHeartbeatOptions
{
    /// <summary>After so long without a byte from the server it is asked. Looked at once a second. Default 30 s; <see cref="System.Threading.Timeout.InfiniteTimeSpan"/>: never.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the answer may take. Any byte will do. Default 10 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>After so many unanswered pings in a row, with no call under way, the connection is ended and opened anew. Default 2.</summary>
    public int Misses { get; set; } = 2;

    internal McpHeartbeatOptions Snapshot()
    {
        if (Interval <= TimeSpan.Zero && Interval != System.Threading.Timeout.InfiniteTimeSpan)
            throw new ArgumentOutOfRangeException(nameof(Interval), Interval, "Interval must be positive, or Timeout.InfiniteTimeSpan.");
        if (Timeout <= TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(nameof(Timeout), Timeout, "Timeout must be positive.");
        ArgumentOutOfRangeException.ThrowIfLessThan(Misses, 1, nameof(Misses));
        return (McpHeartbeatOptions)MemberwiseClone();
    }
}
