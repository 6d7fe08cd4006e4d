using Mcp.Diagnostics;
using Mcp.Scheduling;
using Mcp.Sessions;

namespace Mcp.Resilience;

/// <summary>The end, on purpose.</summary>
internal sealed partial class ConnectionSupervisor
{
    /// <summary>No end takes longer, whatever the transport's own limits add up to.</summary>
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(12);

    /// <summary>How long what is in flight may still be answered.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Ends everything. Calls that wait fail as not sent; calls in flight have a while to be answered, and then fail as whatever they had reached.</summary>
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
        long began = Services.Time.GetTimestamp();
        Session? session;
        McpStateChange? change;
        lock (_edge)
        {
            // First this, then the look: a session that is admitted meanwhile either sees it and ends, or is seen here and closed.
            change = _states.TryMove(McpClientState.Draining);
            session = _current;
            // From here on no call finds a way; what is on its way goes on over the session itself.
            _current = null;
        }

        Tell(change);
        _closing.Cancel();
        _heartbeat?.End();
        DrainWaiting();
        if (session is not null)
        {
            Telemetry.Connections.Add(-1, Ready);
            await LetFinishAsync(session).ConfigureAwait(false);
            await EndConnectionAsync(session, began).ConfigureAwait(false);
        }

        // A connection that was just being opened is none of the above, and would outlive its client.
        await Pause.UntilAsync(Volatile.Read(ref _reconnection), Services.Time, Services.Scheduler, LeftOf(began)).ConfigureAwait(false);
        Services.Sweeper.Forget(_slots);
        Services.Sweeper.Forget(_waiting);
        Services.Sweeper.Forget(_standing);
        Services.Sweeper.Forget(_sweepWatch);
        Log.Closed(Services.Log, _transport.Description);
        Tell(_states.TryMove(McpClientState.Closed));
    }

    /// <summary>Waits for the answers that are still to come. Handlers go on meanwhile: an answer may need theirs.</summary>
    private async Task LetFinishAsync(Session session)
    {
        foreach (CallLeg leg in _slots.Snapshot())
        {
            // Nothing but its cancel ends a subscription.
            if (leg.Call.Retry == McpRetry.Replayed)
                leg.Call.TrySettle(leg.Version, LegOutcome.Lost, new McpConnectionException(new McpCloseInfo(McpCloseReason.ClientClosed) { IsTransient = false }));
        }

        if (Drain > TimeSpan.Zero && _slots.InFlight > 0 && !session.HasEnded)
            await Pause.UntilAsync(Task.WhenAny(_slots.WhenIdle(Services.Scheduler), session.Connection.Closed), Services.Time, Services.Scheduler, Drain).ConfigureAwait(false);
    }

    private async Task EndConnectionAsync(Session session, long began)
    {
        if (await Pause.UntilAsync(session.Connection.CloseAsync(), Services.Time, Services.Scheduler, LeftOf(began)).ConfigureAwait(false))
            return;
        session.Connection.Abort(new McpCloseInfo(McpCloseReason.ClientClosed) { IsTransient = false });
    }

    private TimeSpan LeftOf(long began)
    {
        TimeSpan left = LongestEnd - Services.Time.GetElapsedTime(began);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
