using Mcp.Diagnostics;
using Mcp.Options;
using Mcp.Scheduling;
using Mcp.Sessions;
using Mcp.Transports;

namespace Mcp.Resilience;

/// <summary>
/// Keeps a client connected: holds the session of the moment, lets calls wait while there is none, opens the next one after a loss and
/// decides which of the lost calls go out again. Calls belong to it, not to a session, so they survive a connection.
/// </summary>
internal sealed partial class ConnectionSupervisor : ICallRouter, ISessionObserver
{
    /// <summary>A connection that lived so long was a good one. Shorter ones add up, or a server that dies after each handshake would be started for ever.</summary>
    private static readonly TimeSpan StableAfter = TimeSpan.FromSeconds(10);

    private static readonly KeyValuePair<string, object?> Ready = new(TelemetryTags.State, "ready");

    private readonly object _edge = new();
    private readonly McpTransport _transport;
    private readonly McpReconnectOptions _reconnect;
    private readonly Func<ClientEra> _newEra;
    private readonly SlotTable _slots;
    private readonly WaitingRoom _waiting = new();
    private readonly SweepWatch _sweepWatch;
    private readonly CancellationTokenSource _closing = new();
    private readonly Action<McpNotification> _onNotification;
    private Session? _current;
    private bool _reconnecting;
    private bool _admitted;
    private long _readySince;
    private int _shortLives;
    private Task _reconnection = Task.CompletedTask;
    private McpCloseInfo? _faulted;

    public ConnectionSupervisor(
        RuntimeServices services,
        SessionSettings settings,
        McpTransport transport,
        McpReconnectOptions reconnect,
        Action<McpNotification> onNotification)
    {
        Services = services;
        Settings = settings;
        _transport = transport;
        _reconnect = reconnect;
        _newEra = () => ClientEra.For(settings);
        _onNotification = onNotification;
        _slots = new SlotTable(services.Limits.MaxInFlight);
        services.Sweeper.Watch(_slots);
        services.Sweeper.Watch(_waiting);
        _sweepWatch = new SweepWatch(services);
        services.Sweeper.Watch(_sweepWatch);
    }

    public RuntimeServices Services { get; }

    public SessionSettings Settings { get; }

    public TimeSpan RequestTimeout => Settings.RequestTimeout;

    public TimeSpan MaxRequestTime => Settings.MaxRequestTime;

    /// <summary>The peer as the newest session found it.</summary>
    public PeerDescription? Peer { get; private set; }

    /// <summary>The session that calls can be sent over, if there is one.</summary>
    public Session? Current => Volatile.Read(ref _current) is { HasEnded: false } session ? session : null;

    /// <summary>Told, off every lock, when a further connection has taken the place of a lost one.</summary>
    public Action? Reopened { get; set; }

    public int InFlight => _slots.InFlight;

    /// <summary>Opens the first session. Fails where a later loss would be mended, since a wrong command or address is more likely.</summary>
    public async ValueTask ConnectAsync(TimeSpan connectTimeout, CancellationToken cancellationToken)
    {
        bool endless = connectTimeout == Timeout.InfiniteTimeSpan || Settings.NegotiateTimeout == Timeout.InfiniteTimeSpan;
        using var timeout = new CancellationTokenSource(endless ? Timeout.InfiniteTimeSpan : connectTimeout + Settings.NegotiateTimeout, Services.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            Session session = await OpenSessionAsync(either.Token).ConfigureAwait(false);
            Admit(session);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new McpTimeoutException(McpTimeoutPhase.Connect, connectTimeout, $"{_transport.Description} could not be connected within {connectTimeout.TotalSeconds:0.###} s.");
        }
    }

    public void Submit(CallLeg leg)
    {
        if (Current is { } session)
        {
            session.Submit(leg);
            return;
        }

        if (!TryKeepWaiting(leg))
            DrainWaiting();
    }

    public bool TryRecover(PendingCall call)
    {
        if (_closing.IsCancellationRequested || !_reconnect.Enabled || !RetryRule.MaySendAgain(call.Method.Retry, call.Disposition, call.Reissues))
            return false;
        if (call.Failure is { IsTransient: false })
            return false;
        // Where requests are exchanges, one can be lost while the connection lives: asking again at once would only hammer the server.
        bool alone = call.Session == Current;
        TimeSpan delay = alone ? Backoff.Delay(call.Reissues, _reconnect, Services.Random.NextDouble()) : TimeSpan.Zero;
        // Nobody watches the deadline during the delay, and an error that is known now is worth more than a timeout later.
        if (alone && call.Deadline != long.MaxValue && Services.Time.GetElapsedTime(Services.Time.GetTimestamp(), call.Deadline) <= delay)
            return false;
        call.Reissues++;
        Log.Retried(Services.Log, call.Method.Name);
        call.OnRetry();
        Telemetry.Retries.Add(1, new KeyValuePair<string, object?>(TelemetryTags.Method, call.Method.Name));
        CallLeg leg = call.BeginNextLeg();
        if (alone)
            _ = SubmitLaterAsync(leg, delay);
        else
            Submit(leg);
        return true;
    }

    public void OnSessionClosed(Session session, McpCloseInfo close)
    {
        int attempt;
        lock (_edge)
        {
            if (_current != session)
                return;
            _current = null;
            Telemetry.Connections.Add(-1, Ready);
            attempt = _shortLives = Services.Time.GetElapsedTime(_readySince) < StableAfter ? _shortLives + 1 : 0;
            if (_closing.IsCancellationRequested)
                return;
            if (!_reconnect.Enabled)
            {
                _faulted = close;
            }
            else
            {
                if (_reconnecting)
                    return;
                _reconnecting = true;
            }
        }

        Log.ConnectionLost(Services.Log, _transport.Description, _slots.InFlight, close.ToString());
        if (_faulted is not null)
            DrainWaiting();
        else
            Volatile.Write(ref _reconnection, ReconnectAsync(Math.Max(0, attempt - 1), close));
    }

    public void OnNotification(McpNotification notification) => _onNotification(notification);

    /// <summary>Ends everything. Calls that wait fail as not sent, calls in flight as whatever they had reached.</summary>
    public async ValueTask CloseAsync()
    {
        if (_closing.IsCancellationRequested)
            return;
        // First this, then the look: a session that is admitted meanwhile either sees it and ends, or is seen here and closed.
        _closing.Cancel();
        Session? session;
        lock (_edge)
        {
            session = _current;
            _current = null;
        }

        if (session is not null)
            Telemetry.Connections.Add(-1, Ready);

        DrainWaiting();
        if (session is not null)
            await session.Connection.CloseAsync().ConfigureAwait(false);
        // A connection that was just being opened is none of the above, and would outlive its client.
        await Volatile.Read(ref _reconnection).ConfigureAwait(false);
        Services.Sweeper.Forget(_slots);
        Services.Sweeper.Forget(_waiting);
        Services.Sweeper.Forget(_sweepWatch);
        Log.Closed(Services.Log, _transport.Description);
    }

    private async Task SubmitLaterAsync(CallLeg leg, TimeSpan delay)
    {
        try
        {
            await Pause.ForAsync(Services.Time, Services.Scheduler, delay, _closing.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The client is closing: submitting tells the leg so.
        }

        Submit(leg);
    }

    private void Admit(Session session)
    {
        bool ended;
        bool further;
        lock (_edge)
        {
            _reconnecting = false;
            further = _admitted;
            _admitted = true;
            _readySince = Services.Time.GetTimestamp();
            ended = session.HasEnded || _closing.IsCancellationRequested;
            Volatile.Write(ref _current, session);
        }

        Telemetry.Connections.Add(1, Ready);

        if (ended)
        {
            OnSessionClosed(session, session.CloseInfo);
            session.Connection.Abort(new McpCloseInfo(McpCloseReason.ClientClosed));
        }
        else
        {
            DrainWaiting();
            if (further && Reopened is { } reopened)
                Services.Scheduler.Post(reopened);
        }
    }

    /// <summary>Queues a leg for the next session. <see langword="false"/>: there is one, or will be none, and somebody must see to the queue.</summary>
    private bool TryKeepWaiting(CallLeg leg)
    {
        _waiting.Add(leg);
        Services.Sweeper.Arm();
        lock (_edge)
        {
            // Whoever ends this state drains the queue afterwards, so a leg added before is never forgotten.
            return Current is null && !_closing.IsCancellationRequested && _faulted is null;
        }
    }

    /// <summary>Sends what waits, or fails it if there will be no further session.</summary>
    private void DrainWaiting()
    {
        while (_waiting.TryTake(out CallLeg leg))
        {
            if (Current is { } session)
            {
                session.Submit(leg);
                continue;
            }

            McpCloseInfo? end = _closing.IsCancellationRequested ? new McpCloseInfo(McpCloseReason.ClientClosed) { IsTransient = false } : _faulted;
            if (end is null)
            {
                // A connection was lost while the queue was being sent: the rest waits for the next one.
                if (TryKeepWaiting(leg))
                    return;
                continue;
            }

            leg.Call.TrySettle(leg.Version, LegOutcome.Failed, new McpConnectionException(end) { Disposition = McpDisposition.NotSent });
        }
    }
}
