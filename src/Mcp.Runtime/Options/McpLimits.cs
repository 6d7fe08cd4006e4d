namespace Mcp;

/// <summary>The bounds that keep a hostile or broken peer from taking this process with it.</summary>
public sealed class McpLimits
{
    /// <summary>The largest frame that is read, in bytes. A larger one ends a stream's connection, and over HTTP the request it answers. Up to 1 GiB. Default 16 MiB.</summary>
    public int MaxFrameBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>How many requests of this side may be in flight at once; further calls wait in order. A power of two up to 65,536. Default 1,024.</summary>
    public int MaxInFlight { get; set; } = 1024;

    /// <summary>How many requests of the peer are served at once; a client answers further ones with −32000, a server lets them wait. Default 64.</summary>
    public int MaxPeerRequests { get; set; } = 64;

    /// <summary>How many notifications wait for one subscriber before they are dropped and counted. Default 1,024.</summary>
    public int NotificationCapacity { get; set; } = 1024;

    /// <summary>
    /// How many bytes of a connection may wait to be sent; beyond it, or beyond 2,048 frames, calls wait in order, within their own time
    /// limit, and <see cref="McpCaller.NotifyAsync"/> until there is room again. From 1 KiB to 1 GiB. Default 4 MiB.
    /// </summary>
    public int OutboundBytes { get; set; } = 4 * 1024 * 1024;

    internal McpLimits Snapshot()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxFrameBytes, 1024, nameof(MaxFrameBytes));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxFrameBytes, 1 << 30, nameof(MaxFrameBytes));
        if (MaxInFlight is < 1 or > 65_536 || !System.Numerics.BitOperations.IsPow2(MaxInFlight))
            throw new ArgumentOutOfRangeException(nameof(MaxInFlight), MaxInFlight, "MaxInFlight must be a power of two from 1 to 65,536.");
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxPeerRequests, 1, nameof(MaxPeerRequests));
        ArgumentOutOfRangeException.ThrowIfLessThan(NotificationCapacity, 1, nameof(NotificationCapacity));
        ArgumentOutOfRangeException.ThrowIfLessThan(OutboundBytes, 1024, nameof(OutboundBytes));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(OutboundBytes, 1 << 30, nameof(OutboundBytes));
        return (McpLimits)MemberwiseClone();
    }
}
