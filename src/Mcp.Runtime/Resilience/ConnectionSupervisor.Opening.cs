using Mcp.Diagnostics;
using Mcp.Options;
using Mcp.Scheduling;
using Mcp.Sessions;
using Mcp.Transports;
using Mcp.Transports.Tap;

namespace Mcp.Resilience;

internal sealed partial class ConnectionSupervisor
{
    private async Task<Session> OpenSessionAsync(CancellationToken cancellationToken)
    {
        Log.Connecting(Services.Log, _transport.Description);
        IConnection connection = await _transport.OpenAsync(Services, cancellationToken).ConfigureAwait(false);
        connection = TappedConnection.Around(connection, Services, _transport.Description);
        Log.Connected(Services.Log, _transport.Description);
        ClientEra era = _newEra();
        var session = new Session(Services, Settings, connection, _slots, era, this);
        session.Start();
        try
        {
            Peer = await era.OpenAsync(session, cancellationToken).ConfigureAwait(false);
            Log.Negotiated(Services.Log, _transport.Description, Peer.Revision.Date, Peer.Revision.Era.ToString());
            return session;
        }
        catch
        {
            // The handshake's own error is the one to tell; how the failed connection then ends adds nothing.
            await connection.CloseAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task ReconnectAsync(int attempt, McpCloseInfo lost)
    {
        if (attempt >= _reconnect.MaxAttempts)
        {
            Fault(new McpConnectionException(lost), attempt);
            return;
        }

        long lostAt = Services.Time.GetTimestamp();
        for (int attempts = 1; ; attempt++, attempts++)
        {
            Session? session = null;
            try
            {
                TimeSpan delay = Backoff.Delay(attempt, _reconnect, Services.Random.NextDouble());
                Log.BackoffScheduled(Services.Log, _transport.Description, delay);
                await Pause.ForAsync(Services.Time, Services.Scheduler, delay, _closing.Token).ConfigureAwait(false);
                session = await OpenSessionAsync(_closing.Token).ConfigureAwait(false);
                Admit(session);
                Log.Reconnected(Services.Log, _transport.Description, Services.Time.GetElapsedTime(lostAt), attempts);
                Telemetry.Reconnects.Add(1, new KeyValuePair<string, object?>(TelemetryTags.Reason, lost.Reason.ToString()));
                if (_closing.IsCancellationRequested)
                    await session.Connection.Closed.ConfigureAwait(false);
                return;
            }
            catch (OperationCanceledException) when (_closing.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                // Whoever listens to logs and meters may throw. Without this the connection would live on beside the next one.
                if (session is not null && !await TakeBackAsync(session).ConfigureAwait(false))
                    return;
                Log.ConnectFailed(Services.Log, _transport.Description, attempt, error);
                if (attempt + 1 >= _reconnect.MaxAttempts || error is McpConnectionException { IsTransient: false } or McpNegotiationException or McpAuthenticationException)
                {
                    Fault(error, attempt + 1);
                    return;
                }
            }
        }
    }

    /// <summary>Closes a session whose admission went wrong; <see langword="false"/>: its end is already being mended by another turn.</summary>
    private async Task<bool> TakeBackAsync(Session session)
    {
        bool admitted;
        lock (_edge)
        {
            admitted = _current == session;
            if (admitted)
            {
                _current = null;
                _reconnecting = true;
            }
        }

        if (admitted)
            Telemetry.Connections.Add(-1, Ready);
        await session.Connection.CloseAsync().ConfigureAwait(false);
        return admitted;
    }

    private void Fault(Exception error, int attempts)
    {
        McpCloseInfo last = (error as McpConnectionException)?.Close ?? new McpCloseInfo(McpCloseReason.ConnectFailed) { Error = error };
        McpCloseInfo fault = last with { Detail = $"{attempts} attempts to reconnect failed; the last one: {last.Detail ?? error.Message}", IsTransient = false };
        lock (_edge)
        {
            _faulted = fault;
            _reconnecting = false;
        }

        Log.Faulted(Services.Log, _transport.Description, fault.ToString());
        TellFault(fault);
    }

    private void TellFault(McpCloseInfo fault)
    {
        DrainWaiting();
        if (Faulted is { } faulted)
            Services.Scheduler.Post(() => faulted(fault));
    }
}
