using Mcp.Diagnostics;
using Mcp.Sessions;

namespace Mcp.Resilience;

/// <summary>The end, on purpose.</summary>
internal sealed partial class ConnectionSupervisor
{
    /// <summary>Ends everything. Calls that wait fail as not sent, calls in flight as whatever they had reached.</summary>
    public async ValueTask CloseAsync()
    {
        if (Interlocked.Exchange(ref _closeAsked, 1) == 0)
        {
            try
            {
                await EndAsync().ConfigureAwait(false);
            }
            finally
            {
                _closed.TrySet(true);
            }

            return;
        }

        // Whoever asks as the second may count on the end just as well.
        await _closed.Task.ConfigureAwait(false);
    }

    private async Task EndAsync()
    {
        Session? session;
        McpStateChange? change;
        lock (_edge)
        {
            // First this, then the look: a session that is admitted meanwhile either sees it and ends, or is seen here and closed.
            change = _states.TryMove(McpClientState.Draining);
            session = _current;
            _current = null;
        }

        Tell(change);
        _closing.Cancel();
        if (session is not null)
            Telemetry.Connections.Add(-1, Ready);

        DrainWaiting();
        if (session is not null)
            await session.Connection.CloseAsync().ConfigureAwait(false);
        // A connection that was just being opened is none of the above, and would outlive its client.
        await Volatile.Read(ref _reconnection).ConfigureAwait(false);
        Services.Sweeper.Forget(_slots);
        Services.Sweeper.Forget(_waiting);
        Services.Sweeper.Forget(_standing);
        Services.Sweeper.Forget(_sweepWatch);
        Log.Closed(Services.Log, _transport.Description);
        Tell(_states.TryMove(McpClientState.Closed));
    }
}
