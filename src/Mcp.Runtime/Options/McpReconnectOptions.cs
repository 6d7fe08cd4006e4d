namespace Mcp;

/// <summary>
/// How a lost connection is opened again. Delays grow from <see cref="BackoffBase"/> to <see cref="BackoffMax"/> with full jitter, the first
/// one is at most 100 ms, and what a server asks for (<see cref="McpCloseInfo.RetryAfter"/>) is the least.
/// </summary>
public sealed class McpReconnectOptions
{
    /// <summary>Whether a lost connection is opened again by itself. Default: yes. <see cref="McpClient.ReconnectAsync"/> works either way.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// How many attempts in a row may be in vain before the client gives up for now; lives shorter than <see cref="StableAfter"/> count. Default
    /// <see langword="null"/>: 10 where the client starts the server's process, else no end.
    /// </summary>
    public int? MaxAttempts { get; set; }

    /// <summary>The upper end of the first delay that counts; it doubles with each attempt. Default 250 ms.</summary>
    public TimeSpan BackoffBase { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>No delay is longer, unless the server asked for it. Default 30 s.</summary>
    public TimeSpan BackoffMax { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a connection must have stood, and have brought a message besides, for the count of attempts to begin anew. Default 10 s.</summary>
    public TimeSpan StableAfter { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long a client that gave up (<see cref="McpClientState.Faulted"/>) leaves the server alone. The first call after that makes one attempt.
    /// Default 30 s; <see cref="Timeout.InfiniteTimeSpan"/>: only <see cref="McpClient.ReconnectAsync"/> does.
    /// </summary>
    public TimeSpan FaultedCooldown { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How many processes in a row may end within two seconds of their start before the client gives up: a server that dies of its own
    /// configuration is not to be started all day. Default 5; <see cref="int.MaxValue"/>: no limit.
    /// </summary>
    public int CrashLoopExits { get; set; } = 5;

    /// <summary>How many calls may wait for a connection; further ones fail at once, as not sent. 0: none waits. Up to 1,000,000. Default 256.</summary>
    public int QueueWhileDisconnected { get; set; } = 256;

    /// <summary>
    /// Whether connecting for the first time is tried again like a lost connection, as long as the cancellation token lets it. Default: no, since
    /// a wrong command or address is more likely then. What cannot get better by waiting fails at once either way.
    /// </summary>
    public bool RetryInitialConnect { get; set; }

    internal McpReconnectOptions Snapshot()
    {
        if (MaxAttempts is { } attempts)
            ArgumentOutOfRangeException.ThrowIfLessThan(attempts, 1, nameof(MaxAttempts));
        ThrowIfNegative(BackoffBase, nameof(BackoffBase));
        ArgumentOutOfRangeException.ThrowIfLessThan(BackoffMax, BackoffBase, nameof(BackoffMax));
        ThrowIfNegative(StableAfter, nameof(StableAfter));
        if (FaultedCooldown != Timeout.InfiniteTimeSpan)
            ThrowIfNegative(FaultedCooldown, nameof(FaultedCooldown));
        ArgumentOutOfRangeException.ThrowIfLessThan(CrashLoopExits, 1, nameof(CrashLoopExits));
        if (QueueWhileDisconnected is < 0 or > 1_000_000)
            throw new ArgumentOutOfRangeException(nameof(QueueWhileDisconnected), QueueWhileDisconnected, "QueueWhileDisconnected must be from 0 to 1,000,000.");
        return (McpReconnectOptions)MemberwiseClone();
    }

    private static void ThrowIfNegative(TimeSpan value, string name)
    {
        if (value < TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(name, value, $"{name} must not be negative.");
    }
}
