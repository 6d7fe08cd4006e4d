using Mcp.Diagnostics;
using Mcp.Resilience;
using Mcp.Sessions;

namespace Mcp.Pooling;

/// <summary>The calls that nobody can take now. The first connection that is there takes them, in order.</summary>
internal sealed partial class PoolRouter
{
    private readonly WaitingLegs _waiting = new(static () => WaitsFor.Connection);
    private ConnectionSupervisor? _lastJudge;
    private int _draining;

    public int Waiting => _waiting.Count;

    /// <summary>
    /// Whose rules say what becomes of a lost call: any member's, they are the same, and one that stays. While there is none it is the last one
    /// that was, which is closed only when there is another.
    /// </summary>
    private ConnectionSupervisor? Judge => Pinned?.Supervisor ?? Volatile.Read(ref _lastJudge);

    /// <summary>Why there is no connection and none under way; <see langword="null"/> while there may be one.</summary>
    private McpCloseInfo? End
    {
        get
        {
            if (_isClosing)
                return new McpCloseInfo(McpCloseReason.ClientClosed) { IsTransient = false };
            ReadOnlySpan<PoolSeat> seats = Seats;
            if (seats.IsEmpty)
                return Volatile.Read(ref _openFault);
            McpCloseInfo? end = null;
            foreach (PoolSeat seat in seats)
            {
                if (seat.Member.Supervisor.GaveUp is not { } why)
                    return null;
                end ??= why;
            }

            return end;
        }
    }

    private bool HasConnection
    {
        get
        {
            foreach (PoolSeat seat in Seats)
            {
                if (seat.Look(out _) != Availability.None)
                    return true;
            }

            return false;
        }
    }

    private void Wait(CallLeg leg)
    {
        Revive();
        // One that was lost with its connection had its place already.
        if (leg.Call.Reissues == 0 && _waiting.Count >= _settings.Reconnect.QueueWhileDisconnected && !HasConnection && End is null)
        {
            string limit = _settings.Reconnect.QueueWhileDisconnected == 0 ? "no call waits for a connection" : $"{_waiting.Count} calls wait for a connection already";
            FailUnsent(leg, new McpCloseInfo(McpCloseReason.ConnectFailed) { Detail = $"none of the pool's {Size} connections stands, and {limit} (McpReconnectOptions.QueueWhileDisconnected)" });
            return;
        }

        if (Services.Log.IsEnabled(Microsoft.Extensions.Logging.LogLevel.Debug))
            Log.PickQueued(Services.Log, leg.Call.Method.Label, _settings.Target, _waiting.Count + 1);
        _waiting.Add(leg);
        Services.Sweeper.Arm();
        // Whoever ends the wait drains the queue afterwards; a leg that came later has to look itself.
        DrainWaiting();
    }

    /// <summary>Sends what waits, in order and one at a time, or fails it if there is no connection to come.</summary>
    private void DrainWaiting()
    {
        while (!_waiting.IsEmpty && (HasConnection || End is not null) && Interlocked.CompareExchange(ref _draining, 1, 0) == 0)
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
            bool sends = !_isClosing && HasConnection;
            McpCloseInfo? end = sends ? null : End;
            // Between two connections nothing is taken, so that nobody loses their place.
            if ((!sends && end is null) || !_waiting.TryTake(out CallLeg leg))
                return;
            if (end is not null)
            {
                FailUnsent(leg, end);
            }
            else if (!TrySend(leg))
            {
                // The connection went this moment; the leg goes to the end of the queue, which is better than to be sent twice.
                _waiting.Add(leg);
                return;
            }
        }
    }

    /// <summary>Members that gave up make the attempt that is due after their cooldown.</summary>
    private void Revive()
    {
        foreach (PoolSeat seat in Seats)
            seat.Member.Supervisor.TryRevive();
    }

    private static void FailUnsent(CallLeg leg, McpCloseInfo why) =>
        leg.Call.TrySettle(leg.Version, LegOutcome.Failed, new McpConnectionException(why) { Disposition = McpDisposition.NotSent });
}
