using Mcp.Diagnostics;
using Mcp.Scheduling;

namespace Mcp.Resilience;

/// <summary>Giving up, and the ways back: the first call after the cooldown, and whoever asks for it.</summary>
internal sealed partial class ConnectionSupervisor
{
    /// <summary>
    /// Makes an attempt now: it ends the wait between two attempts, and begins anew after the client gave up. Completes when there is a
    /// connection.
    /// </summary>
    public async Task ReconnectNowAsync(CancellationToken cancellationToken)
    {
        bool mayFail = false;
        await foreach (McpStateChange change in _states.WatchAsync(cancellationToken).ConfigureAwait(false))
        {
            McpClientState state = change.To;
            if (ConnectionStates.IsConnected(state))
                return;
            if (state is McpClientState.Draining or McpClientState.Closed || (mayFail && state is McpClientState.Faulted or McpClientState.Backoff))
                throw new McpConnectionException(End ?? change.Close ?? new McpCloseInfo(McpCloseReason.ConnectFailed)) { Disposition = McpDisposition.NotSent };
            if (!mayFail)
                Nudge();
            mayFail |= state is McpClientState.Connecting or McpClientState.Negotiating or McpClientState.Faulted or McpClientState.Backoff;
        }
    }

    private void Nudge()
    {
        lock (_edge)
        {
            switch (_states.State)
            {
                case McpClientState.Backoff:
                    _hurry = true;
                    _delay?.Cancel();
                    return;
                case McpClientState.Faulted:
                    _attempts = 0;
                    break;
                default:
                    return;
            }
        }

        HalfOpen();
    }

    /// <summary>A call came after the cooldown: one attempt is made.</summary>
    private void TryHalfOpen()
    {
        if (_states.State != McpClientState.Faulted || !_reconnect.Enabled || _reconnect.FaultedCooldown == Timeout.InfiniteTimeSpan || Services.Time.GetElapsedTime(Volatile.Read(ref _faultedAt)) < _reconnect.FaultedCooldown)
            return;
        HalfOpen();
    }

    private void HalfOpen()
    {
        McpStateChange? change;
        McpCloseInfo? fault;
        Completion<bool> turn;
        lock (_edge)
        {
            fault = _fault;
            change = _states.State == McpClientState.Faulted ? _states.TryMove(McpClientState.Connecting, attempt: _attempts) : null;
            if (change is null)
                return;
            turn = ReserveTurn();
        }

        Tell(change);
        Log.HalfOpenAttempt(Services.Log, _transport.Description);
        _ = ReconnectAsync(fault!, onceOnly: true, turn);
    }

    private void Fault(Exception error)
    {
        McpCloseInfo last = CloseOf(error);
        Fault(last with { Detail = $"{_attempts} attempts to reconnect failed; the last one: {last.Detail ?? error.Message}", IsTransient = false });
    }

    private void Fault(McpCloseInfo fault)
    {
        McpStateChange? change;
        lock (_edge)
        {
            SetFault(fault);
            change = _states.TryMove(McpClientState.Faulted, fault, _attempts);
        }

        Tell(change);
        Log.Faulted(Services.Log, _transport.Description, fault.ToString());
        DrainWaiting();
    }

    /// <summary>Within the lock, before the state says so: whoever sees the state finds the reason.</summary>
    private void SetFault(McpCloseInfo fault)
    {
        Volatile.Write(ref _faultedAt, Services.Time.GetTimestamp());
        Volatile.Write(ref _fault, fault);
        _hurry = false;
        Faulted?.Invoke(fault);
    }

    private McpCloseInfo CrashLoopFault(McpCloseInfo last)
    {
        Log.CrashLoop(Services.Log, _transport.Description, _crashLoop.Exits, last.ToString());
        return last with { Detail = $"it ended {_crashLoop.Exits} times in a row right after its start (McpReconnectOptions.CrashLoopExits)", IsTransient = false };
    }
}
