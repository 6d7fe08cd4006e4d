using Mcp.Scheduling;
using Mcp.Sessions;

namespace Mcp.Resilience;

/// <summary>What the heartbeat finds, as states.</summary>
internal sealed partial class ConnectionSupervisor : IHeartbeatOwner
{
    private Heartbeat? _heartbeat;

    public McpHeartbeatOptions Heartbeat
    {
        init
        {
            _heartbeat = new Heartbeat(this, Services, value, _transport.Description);
            Services.Sweeper.Slow.Watch(_heartbeat);
        }
    }

    int IHeartbeatOwner.CountCalls(McpMethod except) => _slots.Snapshot().Count(leg => leg.Call.Method != except);

    void IHeartbeatOwner.OnDegraded(Session session) => MoveIfCurrent(session, McpClientState.Degraded);

    void IHeartbeatOwner.OnAlive(Session session) => MoveIfCurrent(session, McpClientState.Ready);

    void IHeartbeatOwner.OnDead(Session session, TimeSpan silence, int misses)
    {
        string missed = misses == 0 ? "" : $", and {misses} {(misses == 1 ? "ping was" : "pings were")} not answered";
        var close = new McpCloseInfo(McpCloseReason.Unresponsive) { Detail = $"nothing came from it for {silence.TotalSeconds:0.###} s{missed}" };
        // Posted: it ends a process and closes streams.
        Services.Scheduler.Post(() => session.Connection.Abort(close));
    }

    private void MoveIfCurrent(Session session, McpClientState state)
    {
        McpStateChange? change = null;
        lock (_edge)
        {
            if (_current == session)
                change = _states.TryMove(state);
        }

        Tell(change);
    }
}
