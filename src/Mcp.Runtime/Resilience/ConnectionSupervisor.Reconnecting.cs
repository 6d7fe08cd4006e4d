using Mcp.Diagnostics;
using Mcp.Scheduling;
using Mcp.Sessions;

namespace Mcp.Resilience;

/// <summary>One attempt after the other until there is a session again, or no sense in trying.</summary>
internal sealed partial class ConnectionSupervisor
{
    /// <summary>Within the lock in which the state changes: whoever closes the client then finds what there is to wait for.</summary>
    private Completion<bool> ReserveTurn()
    {
        var turn = new Completion<bool>(Services.Scheduler);
        _reconnection = turn.Task;
        return turn;
    }

    /// <param name="lost">What it is to make up for.</param>
    /// <param name="onceOnly">Whether the first attempt comes at once and is the last one.</param>
    /// <param name="turn">Completed at the end, whatever that is.</param>
    private async Task ReconnectAsync(McpCloseInfo lost, bool onceOnly, Completion<bool> turn)
    {
        try
        {
            await AttemptUntilReadyAsync(lost, onceOnly).ConfigureAwait(false);
        }
        finally
        {
            turn.TrySet(true);
        }
    }

    private async Task AttemptUntilReadyAsync(McpCloseInfo lost, bool onceOnly)
    {
        long lostAt = Services.Time.GetTimestamp();
        Exception last = new McpConnectionException(lost);
        for (int attempts = 1; ; attempts++)
        {
            int attempt = _attempts;
            if (attempt >= _maxAttempts && !onceOnly)
            {
                Fault(last);
                return;
            }

            _attempts++;
            Session? session = null;
            try
            {
                if (!onceOnly)
                {
                    await DelayAsync(attempt, CloseOf(last)).ConfigureAwait(false);
                    Tell(_states.TryMove(McpClientState.Connecting, attempt: attempt));
                }

                session = await AttemptAsync(_closing.Token).ConfigureAwait(false);
                Admit(session);
                Log.Reconnected(Services.Log, _transport.Description, Services.Time.GetElapsedTime(lostAt), attempts);
                Telemetry.Reconnects.Add(1, new KeyValuePair<string, object?>(TelemetryTags.Reason, lost.Reason.ToString()));
                if (IsClosing)
                    await session.Connection.Closed.ConfigureAwait(false);
                return;
            }
            catch (OperationCanceledException) when (IsClosing)
            {
                return;
            }
            catch (Exception error)
            {
                // Whoever listens to logs and meters may throw. Without this the connection would live on beside the next one.
                if (session is not null && !await TakeBackAsync(session).ConfigureAwait(false))
                    return;
                last = error;
                if (!TryGoOn(error, attempt, onceOnly, session is not null))
                    return;
            }
        }
    }

    /// <summary>Waits before an attempt; <see cref="Nudge"/> ends the wait.</summary>
    private async Task DelayAsync(int attempt, McpCloseInfo last)
    {
        TimeSpan delay = Backoff.Delay(attempt, _reconnect, Services.Random.NextDouble(), last.RetryAfter);
        Log.BackoffScheduled(Services.Log, _transport.Description, delay);
        using var interrupt = CancellationTokenSource.CreateLinkedTokenSource(_closing.Token);
        lock (_edge)
        {
            if (_hurry)
                interrupt.Cancel();
            _delay = interrupt;
        }

        try
        {
            await Pause.ForAsync(Services.Time, Services.Scheduler, delay, interrupt.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!IsClosing)
        {
            // Somebody does not want to wait.
        }
        finally
        {
            lock (_edge)
            {
                _delay = null;
                _hurry = false;
            }
        }
    }

    /// <summary>An attempt failed. <see langword="false"/>: it was the last one.</summary>
    private bool TryGoOn(Exception error, int attempt, bool onceOnly, bool wasAdmitted)
    {
        Log.ConnectFailed(Services.Log, _transport.Description, attempt, error);
        McpCloseInfo close = CloseOf(error);
        bool loops;
        lock (_edge)
        {
            _lastClose = close;
            // A process that did not get through its handshake has not lived at all.
            loops = !wasAdmitted && _crashLoop.IsLoop(close.Reason, TimeSpan.Zero);
        }

        if (loops)
        {
            Fault(CrashLoopFault(close));
            return false;
        }

        if (onceOnly || IsLasting(error))
        {
            Fault(error);
            return false;
        }

        Tell(_states.TryMove(McpClientState.Backoff, close, _attempts));
        return true;
    }

    /// <summary>Closes a session whose admission went wrong; <see langword="false"/>: its end is already being mended by another turn.</summary>
    private async Task<bool> TakeBackAsync(Session session)
    {
        bool admitted;
        lock (_edge)
        {
            admitted = _current == session;
            if (admitted)
                _current = null;
        }

        if (admitted)
            Telemetry.Connections.Add(-1, Ready);
        await session.Connection.CloseAsync().ConfigureAwait(false);
        return admitted;
    }

    /// <summary>Whether trying again cannot help.</summary>
    private static bool IsLasting(Exception error) =>
        error is McpConnectionException { IsTransient: false } or McpNegotiationException or McpAuthenticationException;

    private static McpCloseInfo CloseOf(Exception error) =>
        (error as McpConnectionException)?.Close ?? new McpCloseInfo(McpCloseReason.ConnectFailed) { Error = error };
}
