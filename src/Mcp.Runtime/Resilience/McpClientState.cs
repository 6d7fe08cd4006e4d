namespace Mcp;

/// <summary>Where a client stands with its server. <c>docs/resilience.md</c> has the table of what leads where.</summary>
public enum McpClientState
{
    /// <summary>Nothing was asked of it yet.</summary>
    Idle,

    /// <summary>A connection is being opened. Calls wait.</summary>
    Connecting,

    /// <summary>There is a connection; the handshake is under way, or the server is told again what it was told before. Calls wait.</summary>
    Negotiating,

    /// <summary>Calls are sent.</summary>
    Ready,

    /// <summary>Calls are sent, but the server, which is working on some, has not been heard of for a while. Any byte from it ends this state.</summary>
    Degraded,

    /// <summary>The connection was lost or could not be opened, and the next attempt follows. Calls wait.</summary>
    Backoff,

    /// <summary>The client has given up for now, see <see cref="McpReconnectOptions.FaultedCooldown"/>. Calls fail at once.</summary>
    Faulted,

    /// <summary>The client is being closed: what is in flight may still be answered, new calls are refused.</summary>
    Draining,

    /// <summary>The end.</summary>
    Closed,
}
