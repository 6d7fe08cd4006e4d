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
    private readonly int _maxAttempts;
    private readonly StateKeeper _states;
    private readonly CrashLoopGuard _crashLoop;
    private readonly SlotTable _slots;
    private readonly SweepWatch _sweepWatch;
    private readonly CancellationTokenSource _closing = new();
    private readonly Action<McpNotification> _onNotification;
    private readonly Completion<bool> _closed;
    private Session? _current;
    private PeerDescription? _peer;
    private volatile ServerParts _missing;
    private ServerParts _everOffered;
    private bool _admitted;
    private long _openedAt;
    private int _attempts;
    private Task _reconnection = Task.CompletedTask;
    private CancellationTokenSource? _delay;
    private bool _hurry;
    private McpCloseInfo? _fault;
    private long _faultedAt;
    private McpCloseInfo? _lastClose;
    private int _closeAsked;

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
        _maxAttempts = reconnect.MaxAttempts ?? (transport.StartsProcess ? 10 : int.MaxValue);
        _onNotification = onNotification;
        _states = new StateKeeper(services);
        _crashLoop = new CrashLoopGuard(reconnect.CrashLoopExits);
        _closed = new Completion<bool>(services.Scheduler);
        _slots = new SlotTable(services.Limits.MaxInFlight);
        services.Sweeper.Watch(_slots);
        services.Sweeper.Watch(_waiting);
        services.Sweeper.Watch(_standing);
        _budgetLog = new RateLimit(services.Time);
        _sweepWatch = new SweepWatch(services);
        services.Sweeper.Watch(_sweepWatch);
    }

    public RuntimeServices Services { get; }

    public SessionSettings Settings { get; }

    public TimeSpan RequestTimeout => Settings.RequestTimeout;

    public TimeSpan MaxRequestTime => Settings.MaxRequestTime;

    /// <summary>How long opening a connection may take, each time.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The peer as the newest session found it.</summary>
    public PeerDescription? Peer => Volatile.Read(ref _peer);

    /// <summary>The session that calls can be sent over, if there is one.</summary>
    public Session? Current => Volatile.Read(ref _current) is { HasEnded: false } session ? session : null;

    /// <summary>Tells the server of a further connection what it was told before, over that session alone. What it throws makes the attempt fail.</summary>
    public Func<Session, CancellationToken, ValueTask>? Replay { get; set; }

    /// <summary>Told when a further connection has taken the place of a lost one, before calls go over it: must only note it.</summary>
    public Action? Reopened { get; set; }

    /// <summary>Told within the lock when the client gives up although nobody closed it: must only note it.</summary>
    public Action<McpCloseInfo>? Faulted { get; init; }

    /// <summary>Told within the lock when there is a connection after a fault: must only note it.</summary>
    public Action? Revived { get; init; }

    public int InFlight => _slots.InFlight;

    /// <summary>Completes when everything has been closed.</summary>
    public Task Completion => _closed.Task;

    /// <summary>True before the token is: nothing new begins from the moment on in which the state says so.</summary>
    private bool IsClosing => _states.State is McpClientState.Draining or McpClientState.Closed;

    public void OnNotification(McpNotification notification) => _onNotification(notification);

    public void OnSessionClosed(Session session, McpCloseInfo close)
    {
        McpStateChange? change;
        Completion<bool>? turn = null;
        bool mends = _reconnect.Enabled;
        lock (_edge)
        {
            if (_current != session)
                return;
            _current = null;
            Telemetry.Connections.Add(-1, Ready);
            _lastClose = close;
            if (IsClosing)
                return;
            TimeSpan lived = Services.Time.GetElapsedTime(_openedAt);
            if (lived >= _reconnect.StableAfter && session.HasHeardFromPeer)
                _attempts = 0;
            if (mends && _crashLoop.IsLoop(close.Reason, lived))
                mends = false;
            if (!mends)
                SetFault(_reconnect.Enabled ? CrashLoopFault(close) : close);
            change = _states.TryMove(mends ? McpClientState.Backoff : McpClientState.Faulted, close, _attempts);
            if (change is null)
                return;
            if (mends)
                turn = ReserveTurn();
        }

        Log.ConnectionLost(Services.Log, _transport.Description, _slots.InFlight, close.ToString());
        Tell(change);
        if (turn is not null)
            _ = ReconnectAsync(close, onceOnly: false, turn);
        else
            DrainWaiting();
    }
}
