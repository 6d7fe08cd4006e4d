using State = Mcp.McpClientState;

namespace Mcp.Resilience;

/// <summary>Which state may follow which. Pure: the table of its test is the whole truth.</summary>
internal static class ConnectionStates
{
    public static bool IsEdge(State from, State to) => (from, to) switch
    {
        (State.Idle, State.Connecting) => true,
        (State.Connecting, State.Negotiating or State.Backoff or State.Faulted) => true,
        (State.Negotiating, State.Ready or State.Backoff or State.Faulted) => true,
        // Straight to the fault: the connection is not to be opened again, or the server only ever starts to die.
        (State.Ready, State.Degraded or State.Backoff or State.Faulted) => true,
        (State.Degraded, State.Ready or State.Backoff or State.Faulted) => true,
        (State.Backoff, State.Connecting or State.Faulted) => true,
        // The half-open attempt after the cooldown.
        (State.Faulted, State.Connecting) => true,
        (State.Draining, State.Closed) => true,
        (State.Draining or State.Closed, _) => false,
        (_, State.Draining) => true,
        _ => false,
    };

    /// <summary>Whether there is a connection that calls are sent over.</summary>
    public static bool IsConnected(State state) => state is State.Ready or State.Degraded;

    /// <summary>Whether the next connection is under way, so that calls may wait for it.</summary>
    public static bool IsUnderWay(State state) => state is State.Connecting or State.Negotiating or State.Backoff;
}
