using Mcp.Sessions;

namespace Mcp.Resilience;

/// <summary>What a pool asks of its members: calls are the pool's there, and only pass through.</summary>
internal sealed partial class ConnectionSupervisor
{
    /// <summary>Whether there is a connection; one whose server is not heard of counts only for those who have no other.</summary>
    public bool IsConnected => Current is not null;

    public bool IsDegraded => _states.State == McpClientState.Degraded;

    /// <summary>Why there will be no connection for now; <see langword="null"/> while there is one or the next one is under way.</summary>
    public McpCloseInfo? GaveUp => End;

    /// <summary>How many calls are in flight here, or wait for a slot or for room.</summary>
    public int Load
    {
        get
        {
            int inFlight = _slots.InFlight;
            // Nobody waits otherwise, and counting a queue costs more than all the rest.
            return inFlight < Services.Limits.MaxInFlight && Volatile.Read(ref _current) is not { Connection.Room.IsFull: true } ? inFlight : inFlight + (Current?.WaitingCalls ?? 0);
        }
    }

    /// <summary>Whether anything is on its way that ends by itself, which what listens does not. Looks at every slot.</summary>
    public bool IsBusy => _waiting.Count + (Current?.WaitingCalls ?? 0) > 0 || _slots.Snapshot().Any(static leg => leg.Call.Method is not { Retry: McpRetry.Replayed });

    /// <summary>Hands a call to the connection, if there is one. It never waits here for the next one.</summary>
    public bool TrySubmit(CallLeg leg)
    {
        if (Current is not { } session)
            return false;
        session.Submit(leg);
        return true;
    }

    /// <summary>Makes the attempt that is due after the cooldown, if the client gave up and it is.</summary>
    public void TryRevive() => TryHalfOpen();
}
