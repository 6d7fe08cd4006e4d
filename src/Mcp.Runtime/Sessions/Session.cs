using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text;
using Mcp.Buffers;
using Mcp.Diagnostics;
using Mcp.Options;
using Mcp.Transports;
using Mcp.Wire;

namespace Mcp.Sessions;

/// <summary>
/// One connection's worth of conversation, the same for both sides: our requests in a slot table, the peer's in a table of their own (the
/// two count ids independently), notifications in order. What differs between eras is behind <see cref="EraStrategy"/>.
/// </summary>
internal sealed partial class Session : IFrameSink
{
    private readonly SlotTable _slots;
    private readonly NotificationQueue _notifications;
    private readonly WaitingLegs _waitingForGate = new(static () => WaitsFor.Handshake);
    private readonly ISessionObserver _observer;
    private readonly Admission _admission;
    private readonly DroppedMessages _dropped;
    private long _startedAt;
    private McpCloseInfo? _close;
    private int _closed;

    public Session(RuntimeServices services, SessionSettings settings, IConnection connection, SlotTable slots, EraStrategy era, ISessionObserver observer)
    {
        Services = services;
        Settings = settings;
        Connection = connection;
        Era = era;
        Peer = new SessionCaller(this, settings.RequestTimeout, settings.MaxRequestTime);
        _slots = slots;
        _observer = observer;
        _notifications = new NotificationQueue(services);
        _admission = new Admission(services, connection, () => _slots.InFlight > 0 || !_waitingForGate.IsEmpty);
        _dropped = new DroppedMessages(services);
        _waiting = new WaitingLegs(() => _slots.HasFree ? WaitsFor.Room : WaitsFor.Slot);
        services.Sweeper.Watch(_waiting);
        services.Sweeper.Watch(_waitingForGate);
        services.Sweeper.Watch(_admission);
    }

    public RuntimeServices Services { get; }

    public SessionSettings Settings { get; }

    public IConnection Connection { get; }

    /// <summary>How this session talks. A server's is undecided until the first message.</summary>
    public EraStrategy Era { get; set; }

    public SessionCaller Peer { get; }

    public TimeSpan RequestTimeout => Settings.RequestTimeout;

    public TimeSpan MaxRequestTime => Settings.MaxRequestTime;

    /// <summary>What is known of the other side, once it is.</summary>
    public PeerDescription? PeerDescription { get; set; }

    /// <summary>Answers that matched no request: late, doubled or foreign. They are dropped.</summary>
    public long LateAnswers => _dropped.LateAnswers;

    /// <summary>Frames that were no message.</summary>
    public long RejectedFrames => _dropped.RejectedFrames;

    /// <summary>Says in telemetry which connection something happened on.</summary>
    public void AddTags(ref TagList tags)
    {
        if (Era.Revision is { } revision)
            tags.Add(TelemetryTags.Version, revision.Date);
        Settings.Address.AddTo(ref tags);
    }

    public bool HasEnded => Volatile.Read(ref _closed) != 0;

    /// <summary>How the session ended, once it has.</summary>
    public McpCloseInfo CloseInfo => _close ?? new McpCloseInfo(McpCloseReason.PeerClosed);

    public void Start()
    {
        _startedAt = Services.Time.GetTimestamp();
        Connection.Start(this);
    }

    public bool OnSending(int requestId) => _slots.TryFind(requestId, out CallLeg leg) && leg.Call.TryMarkSent(leg.Version);

    public void OnExchangeFailed(int requestId, McpException error)
    {
        if (_slots.TryFind(requestId, out CallLeg leg))
            leg.Call.TrySettle(leg.Version, error is McpConnectionException ? LegOutcome.Lost : LegOutcome.Failed, error);
    }

    /// <summary>Hands a notification to the subscription it names, if that is still open.</summary>
    public void DeliverToSubscription(long id, string method, ReadOnlySpan<byte> parameters)
    {
        if (_slots.TryFind(id, out CallLeg leg))
            leg.Call.OnNotification(leg.Version, new McpNotification(method, McpJson.FromValidUtf8(parameters.ToArray())));
        else
            OnNoise($"'{method}' for the listener {id}, which is over");
    }

    public void OnNoise(string what) => _dropped.OnNoise(what);

    public void OnClosed(McpCloseInfo close)
    {
        _close = close;
        if (Interlocked.Exchange(ref _closed, 1) != 0)
            return;
        Services.Sweeper.Forget(_waiting);
        Services.Sweeper.Forget(_waitingForGate);
        Services.Sweeper.Forget(_admission);
        if (close.Reason == McpCloseReason.FrameTooLarge)
            Log.FrameTooLarge(Services.Log, Services.Limits.MaxFrameBytes);
        if (close.Reason == McpCloseReason.WriteStalled)
            Log.WriteStalled(Services.Log, Services.WriteTimeout);
        LoseOwnRequests(close);
        CancelServed();
        RecordLife(close);
        _observer.OnSessionClosed(this, close);
    }

    private void CountBytes(int count, string direction)
    {
        if (Telemetry.Io.Enabled && !Era.IsServer)
            Telemetry.Io.Add(count, new KeyValuePair<string, object?>(TelemetryTags.Direction, direction));
    }

    private void RecordLife(McpCloseInfo close)
    {
        Histogram<double> life = Era.IsServer ? Telemetry.ServerSession : Telemetry.ClientSession;
        if (!life.Enabled)
            return;
        var tags = new TagList();
        AddTags(ref tags);
        if (close.Reason is not (McpCloseReason.ClientClosed or McpCloseReason.PeerClosed))
            tags.Add(TelemetryTags.ErrorType, close.Reason.ToString());
        life.Record(Services.Time.GetElapsedTime(_startedAt).TotalSeconds, tags);
    }

    private static void LoseLeg(CallLeg leg, McpCloseInfo close) =>
        leg.Call.TrySettle(leg.Version, LegOutcome.Lost, new McpConnectionException(close));

    private static string TextOf(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);
}

/// <summary>Who owns a session: it hears of its end and of its notifications.</summary>
internal interface ISessionObserver
{
    void OnSessionClosed(Session session, McpCloseInfo close);

    /// <summary>Called on the reader: it must only store the notification.</summary>
    void OnNotification(McpNotification notification);
}
