namespace Mcp;

/// <summary>What a group knew of one of its servers at one moment.</summary>
public sealed record McpGroupMember
{
    /// <summary>Its name in the group.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// Where it stands. <see cref="McpClientState.Connecting"/> before the first connection, <see cref="McpClientState.Faulted"/> when that failed; of a pool the
    /// best of its connections.
    /// </summary>
    public required McpClientState State { get; init; }

    /// <summary>Why the first connection failed, the last time it was tried; <see langword="null"/> once there was one.</summary>
    public Exception? Error { get; init; }

    /// <summary>Who the server is, once that is known.</summary>
    public McpServerInfo? ServerInfo { get; init; }

    /// <summary>What calls to this server alone go through. It stays the same until the server is removed, whatever becomes of its connections.</summary>
    public required McpCaller Caller { get; init; }

    /// <summary>What each of its connections knows of itself; none before the first one.</summary>
    public IReadOnlyList<McpClientSnapshot> Connections { get; init; } = [];
}

/// <summary>A server of a group that could not take part in something, and why.</summary>
/// <param name="Server">Its name in the group.</param>
/// <param name="Error">Why.</param>
public sealed record McpGroupFailure(string Server, Exception Error);
