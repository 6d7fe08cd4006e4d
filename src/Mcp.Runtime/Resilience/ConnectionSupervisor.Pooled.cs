using Mcp.Sessions;

namespace Mcp.Resilience;

/// <summary>What a pool asks of its members: calls are the pool's there, and only pass through.</summary>
internal sealed partial class ConnectionSupervisor
{
    /// <summary>Why there will be no connection for now; <see langword="null"/> while there is one or the next one is under way.</summary>
    public McpCloseInfo? GaveUp => End;

    /// <summary>A pick's look: a few reads, since it is one of many.</summary>
    /// <param name="isDegraded">Whether the server has not been heard of for a while.</param>
    /// <param name="load">Grows by the calls that are in flight here, or wait for a slot or for room.</param>
    /// <returns>Whether there is a connection.</returns>
    public bool Look(out bool isDegraded, ref int load)
    {
        isDegraded = false;
        load += _slots.InFlight;
        McpClientState state = _states.State;
        if (!ConnectionStates.IsConnected(state) || Volatile.Read(ref _current) is not { HasEnded: false } session)
            return false;
        isDegraded = state == McpClientState.Degraded;
        // Otherwise nobody waits, and counting a queue costs more than all the rest.
        if (_slots.IsFull || session.Room.IsFull)
            load += session.WaitingCalls;
        return true;
    }

    /// <summary>Whether anything is on its way that ends by itself, which what listens does not. Looks at every slot.</summary>
    public bool IsBusy => _waiting.Count + (Current?.WaitingCalls ?? 0) > 0 || _slots.Snapshot().Any(static leg => leg.Call.Method is not { Retry: McpRetry.Replayed });

    /// <summary>Hands a call to the connection, if there is one. It never waits here for the next one.</summary>
    public bool TrySubmit(CallLeg leg)
    {
        if (IsClosing || Current is not { } session)
            return false;
        SubmitTo(session, leg);
        return true;
    }

    /// <summary>Makes the attempt that is due after the cooldown, if the client gave up and it is.</summary>
    public void TryRevive() => TryHalfOpen();
}
