using System.Collections.Concurrent;
using System.Text;
using Mcp.Transports;
using Mcp.Wire;

namespace Mcp.Http.Tests.Kit;

/// <summary>
/// The server's end of a connection: outgoing frames go to the stream of the request they belong to, the rest to the standalone stream.
/// In the stateful era it lives as long as the session; in the stateless one it is a single exchange.
/// </summary>
internal sealed class ServerConnection : IConnection
{
    private readonly TaskCompletionSource<McpCloseInfo> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<PeerRequestId, EventLog> _byRequest = new();
    private IFrameSink? _sink;
    private int _ended;

    public EventLog Standalone { get; } = new("get");

    public bool HasExchanges => false;

    public Task<McpCloseInfo> Closed => _closed.Task;

    public void Start(IFrameSink sink) => _sink = sink;

    /// <summary>Hands the body of a POST to the session; the answers to its requests will travel on <paramref name="log"/>.</summary>
    public bool Deliver(byte[] body, EventLog log)
    {
        int requests = 0;
        foreach (PeerRequestId id in RequestsOf(body))
        {
            _byRequest[id] = log;
            requests++;
        }

        _sink!.OnFrame(body);
        return requests > 0;
    }

    public void Send(in OutboundFrame frame)
    {
        string text = Encoding.UTF8.GetString(frame.Payload.Span);
        Envelope envelope = EnvelopeScanner.Scan(frame.Payload.Span);
        bool answer = envelope.Kind is FrameKind.Result or FrameKind.Error;
        PeerRequestId? related = frame.Related ?? (answer && envelope.Id is IdKind.Number or IdKind.Text ? PeerRequestId.From(envelope) : null);
        frame.Payload.Return();
        if (Volatile.Read(ref _ended) != 0 || (frame.RequestId != 0 && !_sink!.OnSending(frame.RequestId)))
            return;
        if (related is not { } id || !_byRequest.TryGetValue(id, out EventLog? log))
        {
            Standalone.Add(text, last: false);
            return;
        }

        if (answer)
            _byRequest.TryRemove(id, out _);
        // A batch shares its stream: the last answer ends it.
        log.Add(text, last: answer && !_byRequest.Values.Contains(log));
    }

    public void Abandon(int requestId)
    {
    }

    public void OnNegotiated(McpRevision revision)
    {
    }

    public Task CloseAsync()
    {
        Abort(new McpCloseInfo(McpCloseReason.ClientClosed));
        return Closed;
    }

    public void Abort(McpCloseInfo reason)
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0)
            return;
        _sink?.OnClosed(reason);
        _closed.TrySetResult(reason);
    }

    private static List<PeerRequestId> RequestsOf(ReadOnlySpan<byte> body)
    {
        var ids = new List<PeerRequestId>();
        Envelope whole = EnvelopeScanner.Scan(body);
        if (whole.Kind == FrameKind.Request)
            ids.Add(PeerRequestId.From(whole));
        if (whole.Fault != FrameFault.Array)
            return ids;
        var reader = new McpJsonReader(body);
        reader.StartArray("batch");
        while (reader.NextItem())
        {
            Envelope item = EnvelopeScanner.Scan(Encoding.UTF8.GetBytes(reader.ReadJson().ToString()));
            if (item.Kind == FrameKind.Request)
                ids.Add(PeerRequestId.From(item));
        }

        return ids;
    }
}
