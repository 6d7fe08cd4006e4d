using Mcp.Sessions;

namespace Mcp.Resilience;

/// <summary>Where calls go: over the session of the moment, or into the queue of those that wait for the next one.</summary>
internal sealed partial class ConnectionSupervisor
{
    private readonly WaitingLegs _waiting = new(static () => WaitsFor.Connection);

    /// <summary>Subscriptions that stood on the lost connection: on the next one they come before every call.</summary>
    private readonly WaitingLegs _standing = new(static () => WaitsFor.Connection);
    private int _draining;

    /// <summary>Why there is no session and none under way; <see langword="null"/> while there may be one.</summary>
    private McpCloseInfo? End => IsClosing ? new McpCloseInfo(McpCloseReason.ClientClosed) { IsTransient = false } : _states.State == McpClientState.Faulted ? Volatile.Read(ref _fault) : null;

    private bool NobodyWaits => _waiting.IsEmpty && _standing.IsEmpty;

    private bool MayDrain => Current is not null || IsClosing || _states.State == McpClientState.Faulted;

    public void Submit(CallLeg leg)
    {
        // Whoever waits was here before.
        if (NobodyWaits && Current is { } session)
        {
            SubmitTo(session, leg);
            return;
        }

        TryHalfOpen();
        // One that was lost with its connection had its place already.
        if (leg.Call.Reissues == 0 && !MayDrain && _waiting.Count >= _reconnect.QueueWhileDisconnected)
        {
            FailUnsent(leg, QueueIsFull());
            return;
        }

        (leg.Call.Reissues > 0 && leg.Call.Retry == McpRetry.Replayed ? _standing : _waiting).Add(leg);
        Services.Sweeper.Arm();
        // Whoever ends the wait drains the queue afterwards; a leg that came later has to look itself.
        DrainWaiting();
    }

    /// <summary>Sends what waits, in order and one at a time, or fails it if there is no further session to come.</summary>
    private void DrainWaiting()
    {
        while (!NobodyWaits && MayDrain && Interlocked.CompareExchange(ref _draining, 1, 0) == 0)
        {
            DrainInTurn();
            // Whoever came between the last look and this has found the turn taken.
            Interlocked.Exchange(ref _draining, 0);
        }
    }

    private void DrainInTurn()
    {
        while (true)
        {
            Session? session = Current;
            McpCloseInfo? end = session is null ? End : null;
            // Between two connections nothing is taken, so that nobody loses their place.
            if ((session is null && end is null) || !(_standing.TryTake(out CallLeg leg) || _waiting.TryTake(out leg)))
                return;
            if (session is not null)
                SubmitTo(session, leg);
            else
                FailUnsent(leg, end!);
        }
    }

    /// <summary>What this server does not offer any more, and an earlier one did, is not even asked for.</summary>
    private void SubmitTo(Session session, CallLeg leg)
    {
        ServerParts missing = _missing;
        // A call that was given up meanwhile may have no method any more; the session finds out.
        if (missing != ServerParts.None && leg.Call.Method is { } method && (ServerPart.NeededBy(method.Name) & missing) is var part and not ServerParts.None)
            leg.Call.TrySettle(leg.Version, LegOutcome.Failed, new McpUnsupportedException(method.Label, $"since it was connected again, the server does not offer {ServerPart.NameOf(part)} any more."));
        else
            session.Submit(leg);
    }

    private static void FailUnsent(CallLeg leg, McpCloseInfo why) =>
        leg.Call.TrySettle(leg.Version, LegOutcome.Failed, new McpConnectionException(why) { Disposition = McpDisposition.NotSent });

    private McpCloseInfo QueueIsFull()
    {
        McpCloseInfo last = _lastClose ?? new McpCloseInfo(McpCloseReason.ConnectFailed);
        string limit = _reconnect.QueueWhileDisconnected == 0 ? "no call waits for a connection" : $"{_reconnect.QueueWhileDisconnected} calls wait for a connection already";
        string before = last.Detail ?? last.Error?.Message ?? last.Reason.ToString();
        return last with { Detail = $"{limit} (McpReconnectOptions.QueueWhileDisconnected); before that: {before}", IsTransient = true };
    }
}
