namespace Mcp;

/// <summary>
/// How many connections a <see cref="McpClientPool"/> keeps. Validated and copied when it connects; later changes have no effect. The defaults
/// make one: servers of the stateful era keep what they know per connection, and each one to a child process is a process.
/// </summary>
public sealed class McpPoolOptions
{
    /// <summary>How many connections there are at least; they are opened when the pool connects. From 1 on. Default 1.</summary>
    public int Min { get; set; } = 1;

    /// <summary>How many there are at most. From <see cref="Min"/> to 1,024. Default 1.</summary>
    public int Max { get; set; } = 1;

    /// <summary>How many calls even the least busy connection must have for one more to be opened, in the background. From 1 on. Default 32.</summary>
    public int ScaleUpAt { get; set; } = 32;

    /// <summary>
    /// How long connections above <see cref="Min"/> must be too many before they are closed: at five moments of that time the idle ones are
    /// counted, and the middle number goes. At least 1 s. Default 150 s; <see cref="Timeout.InfiniteTimeSpan"/>: never.
    /// </summary>
    public TimeSpan IdlePrune { get; set; } = TimeSpan.FromSeconds(150);

    internal McpPoolOptions Snapshot()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Min, 1, nameof(Min));
        ArgumentOutOfRangeException.ThrowIfLessThan(Max, Min, nameof(Max));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Max, 1024, nameof(Max));
        ArgumentOutOfRangeException.ThrowIfLessThan(ScaleUpAt, 1, nameof(ScaleUpAt));
        if (IdlePrune < TimeSpan.FromSeconds(1) && IdlePrune != Timeout.InfiniteTimeSpan)
            throw new ArgumentOutOfRangeException(nameof(IdlePrune), IdlePrune, "IdlePrune must be at least 1 s, or Timeout.InfiniteTimeSpan.");
        return (McpPoolOptions)MemberwiseClone();
    }
}
