using Mcp.Options;
using Mcp.Scheduling;

namespace Mcp.Transports.InProcess;

/// <summary>One end of a pair of connections within this process. Frames pass whole; there is no framing and no copy.</summary>
internal sealed class InProcessConnection : IConnection
{
    private readonly Completion<McpCloseInfo> _closed;
    private readonly WorkScheduler _scheduler;
    private readonly TimeProvider _time;
    private Lane _outgoing = null!;
    private Lane _incoming = null!;
    private IFrameSink? _sink;
    private McpCloseInfo? _reason;
    private long _lastReadAt = -1;

    private InProcessConnection(RuntimeServices services)
    {
        _scheduler = services.Scheduler;
        _time = services.Time;
        _closed = new Completion<McpCloseInfo>(services.Scheduler);
    }

    public bool HasExchanges => false;

    public Task<McpCloseInfo> Closed => _closed.Task;

    public OutboundRoom Room => _outgoing.Room;

    public long LastReadAt => Volatile.Read(ref _lastReadAt);

    public bool HasSink => Volatile.Read(ref _sink) is not null;

    /// <summary>Two connected ends. Each delivers on the scheduler of its own services.</summary>
    public static (InProcessConnection Client, InProcessConnection Server) CreatePair(RuntimeServices client, RuntimeServices server)
    {
        var near = new InProcessConnection(client);
        var far = new InProcessConnection(server);
        near._incoming = far._outgoing = new Lane(client, new OutboundRoom(server), far, near);
        far._incoming = near._outgoing = new Lane(server, new OutboundRoom(client), near, far);
        return (near, far);
    }

    public void Start(IFrameSink sink)
    {
        Volatile.Write(ref _lastReadAt, _time.GetTimestamp());
        if (Interlocked.CompareExchange(ref _sink, sink, null) is null)
            _incoming.Kick();
        else
            _ = TellLateAsync(sink);
    }

    public void Send(in OutboundFrame frame) => _outgoing.Send(frame);

    public void Abandon(int requestId)
    {
    }

    public void OnNegotiated(McpRevision revision)
    {
    }

    /// <summary>The peer gets what is queued and then our end, which ends it in turn.</summary>
    public Task CloseAsync()
    {
        Note(new McpCloseInfo(McpCloseReason.ClientClosed));
        _outgoing.End();
        return Closed;
    }

    public void Abort(McpCloseInfo reason)
    {
        Note(reason);
        _outgoing.Kill();
        _incoming.Kill();
    }

    public bool OnSending(int requestId) => _sink!.OnSending(requestId);

    public void OnRoom() => Volatile.Read(ref _sink)?.OnRoom();

    /// <summary>Frames are about to come: one look at the clock for all of them.</summary>
    public void OnReading() => Volatile.Write(ref _lastReadAt, _time.GetTimestamp());

    public void OnFrame(ReadOnlySpan<byte> frame) => _sink?.OnFrame(frame);

    /// <summary>The last call of the incoming lane: no frame comes after it.</summary>
    public void OnInputEnded()
    {
        Note(new McpCloseInfo(McpCloseReason.PeerClosed));
        _outgoing.End();
        // A connection that nobody started ends too; who starts it later is told then.
        IFrameSink sink = Interlocked.CompareExchange(ref _sink, NullSink.Instance, null) ?? NullSink.Instance;
        try
        {
            sink.OnClosed(_reason!);
        }
        catch (Exception)
        {
            // A sink must not throw. Whoever waits for the end hears of it all the same.
        }

        _closed.TrySet(_reason!);
    }

    private void Note(McpCloseInfo reason) => Interlocked.CompareExchange(ref _reason, reason, null);

    private async Task TellLateAsync(IFrameSink sink)
    {
        await _scheduler.SwitchTo();
        sink.OnClosed(await Closed.ConfigureAwait(false));
    }
}
