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
    private static readonly KeyValuePair<string, object?> Ready = new(TelemetryTags.State, "ready");

    private readonly object _edge = new();
    private readonly McpTransport _transport;
    private readonly McpReconnectOptions _reconnect;
    private readonly Func<ClientEra> _newEra;
    private readonly SlotTable _slots;
    private readonly WaitingLegs _waiting = new(static () => WaitsFor.Connection);
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
    private readonly Completion<bool> _closed;
    private int _closeAsked;
    private int _draining;

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
        _closed = new Completion<bool>(services.Scheduler);
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

    /// <summary>Why there will be no further session; <see langword="null"/> while there may be one.</summary>
    private McpCloseInfo? End => _closing.IsCancellationRequested ? new McpCloseInfo(McpCloseReason.ClientClosed) { IsTransient = false } : Volatile.Read(ref _faulted);

    private bool MayDrain => Current is not null || _closing.IsCancellationRequested || Volatile.Read(ref _faulted) is not null;

    /// <summary>Told, off every lock, when a further connection has taken the place of a lost one.</summary>
    public Action? Reopened { get; set; }

    /// <summary>Told once, through the scheduler, when there will be no further connection although nobody closed the client.</summary>
    public Action<McpCloseInfo>? Faulted { get; init; }

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
        // Whoever waits was here before.
        if (_waiting.IsEmpty && Current is { } session)
        {
            session.Submit(leg);
            return;
        }

        _waiting.Add(leg);
        Services.Sweeper.Arm();
        // Whoever ends the wait drains the queue afterwards; a leg that came later has to look itself.
        DrainWaiting();
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
            attempt = _shortLives = Services.Time.GetElapsedTime(_readySince) < RetryRule.StableAfter ? _shortLives + 1 : 0;
            if (_closing.IsCancellationRequested)
                return;
            if (!_reconnect.Enabled || close.IsFinal)
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
        if (_faulted is { } fault)
            TellFault(fault);
        else
            Volatile.Write(ref _reconnection, ReconnectAsync(Math.Max(0, attempt - 1), close));
    }

    public void OnNotification(McpNotification notification) => _onNotification(notification);

    /// <summary>Ends everything. Calls that wait fail as not sent, calls in flight as whatever they had reached.</summary>
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

    /// <summary>Sends what waits, in order and one at a time, or fails it if there will be no further session.</summary>
    private void DrainWaiting()
    {
        while (!_waiting.IsEmpty && MayDrain && Interlocked.CompareExchange(ref _draining, 1, 0) == 0)
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
            if ((session is null && end is null) || !_waiting.TryTake(out CallLeg leg))
                return;
            if (session is not null)
                session.Submit(leg);
            else
                leg.Call.TrySettle(leg.Version, LegOutcome.Failed, new McpConnectionException(end!) { Disposition = McpDisposition.NotSent });
        }
    }
}
