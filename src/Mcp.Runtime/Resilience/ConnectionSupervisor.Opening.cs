using Mcp.Diagnostics;
using Mcp.Scheduling;
using Mcp.Sessions;
using Mcp.Transports;
using Mcp.Transports.Tap;

namespace Mcp.Resilience;

/// <summary>One attempt: open, shake hands, admit calls.</summary>
internal sealed partial class ConnectionSupervisor
{
    /// <summary>Opens the first session. Fails where a later loss would be mended, unless the options say otherwise.</summary>
    public async ValueTask ConnectAsync(CancellationToken cancellationToken)
    {
        Tell(_states.TryMove(McpClientState.Connecting));
        try
        {
            Admit(await AttemptAsync(cancellationToken).ConfigureAwait(false));
            return;
        }
        catch (Exception error) when (_reconnect.RetryInitialConnect && !IsLasting(error) && !cancellationToken.IsCancellationRequested)
        {
            Log.ConnectFailed(Services.Log, _transport.Description, 0, error);
            McpCloseInfo close = CloseOf(error);
            Completion<bool> turn;
            lock (_edge)
                turn = ReserveTurn();
            Tell(_states.TryMove(McpClientState.Backoff, close, _attempts));
            _ = ReconnectAsync(close, onceOnly: false, turn);
        }

        await Volatile.Read(ref _reconnection).WaitAsync(cancellationToken).ConfigureAwait(false);
        if (End is { } end)
            throw new McpConnectionException(end);
    }

    private async Task<Session> AttemptAsync(CancellationToken cancellationToken)
    {
        bool endless = ConnectTimeout == Timeout.InfiniteTimeSpan || Settings.NegotiateTimeout == Timeout.InfiniteTimeSpan;
        using var timeout = new CancellationTokenSource(endless ? Timeout.InfiniteTimeSpan : ConnectTimeout + Settings.NegotiateTimeout, Services.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            return await OpenSessionAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new McpTimeoutException(McpTimeoutPhase.Connect, ConnectTimeout, $"{_transport.Description} could not be connected within {ConnectTimeout.TotalSeconds:0.###} s.");
        }
    }

    private async Task<Session> OpenSessionAsync(CancellationToken cancellationToken)
    {
        Log.Connecting(Services.Log, _transport.Description);
        IConnection connection = await _transport.OpenAsync(Services, cancellationToken).ConfigureAwait(false);
        connection = TappedConnection.Around(connection, Services, _transport.Description);
        long openedAt = Services.Time.GetTimestamp();
        Log.Connected(Services.Log, _transport.Description);
        Tell(_states.TryMove(McpClientState.Negotiating, attempt: _attempts));
        var era = ClientEra.For(Settings);
        var session = new Session(Services, Settings, connection, _slots, era, this);
        session.Start();
        try
        {
            PeerDescription peer = await era.OpenAsync(session, cancellationToken).ConfigureAwait(false);
            session.PeerDescription = peer;
            if (_admitted && Replay is { } replay)
                await replay(session, cancellationToken).ConfigureAwait(false);
            Log.Negotiated(Services.Log, _transport.Description, peer.Revision.Date, peer.Revision.Era.ToString());
            _openedAt = openedAt;
            return session;
        }
        catch
        {
            // The handshake's own error is the one to tell; how the failed connection then ends adds nothing.
            await connection.CloseAsync().ConfigureAwait(false);
            throw;
        }
    }

    private void Admit(Session session)
    {
        bool ended;
        bool further;
        McpStateChange? change;
        McpServerChange? serverChange;
        lock (_edge)
        {
            further = _admitted;
            _admitted = true;
            serverChange = MeetPeer(session.PeerDescription!);
            change = _states.TryMove(McpClientState.Ready, server: serverChange);
            ended = session.HasEnded || change is null;
            session.ForgetWhatWasHeard();
            Volatile.Write(ref _current, session);
            if (_fault is not null)
                Revived?.Invoke();
            _fault = null;
        }

        Telemetry.Connections.Add(1, Ready);
        Tell(change);
        if (serverChange is not null)
            Log.ServerChanged(Services.Log, _transport.Description, serverChange.ToString());
        if (ended)
        {
            OnSessionClosed(session, session.CloseInfo);
            session.Connection.Abort(new McpCloseInfo(McpCloseReason.ClientClosed));
            return;
        }

        _heartbeat?.Begin();
        if (further)
            Reopened?.Invoke();
        DrainWaiting();
    }

    /// <summary>Within the lock: compares the server with the one before.</summary>
    private McpServerChange? MeetPeer(PeerDescription peer)
    {
        PeerDescription? before = _peer;
        Volatile.Write(ref _peer, peer);
        ServerParts offered = ServerPart.In(peer.Capabilities);
        _everOffered |= offered;
        _missing = _everOffered & ~offered;
        return before is null || (before.Revision == peer.Revision && before.Capabilities == peer.Capabilities)
            ? null
            : new McpServerChange(before.Revision, peer.Revision, before.Capabilities, peer.Capabilities);
    }
}
