using System.Collections.Concurrent;
using Mcp.Transports;

namespace Mcp.Behaviour.Tests.Sessions.Model;

/// <summary>A connection whose writer is the test: a frame leaves when the test lets it.</summary>
internal sealed class HandConnection : IConnection
{
    private readonly ConcurrentQueue<OutboundFrame> _queued = new();
    private IFrameSink? _sink;
    private int _ended;

    public bool HasExchanges => false;

    public Task<McpCloseInfo> Closed => throw new NotSupportedException();

    public void Start(IFrameSink sink) => _sink = sink;

    public void Send(in OutboundFrame frame)
    {
        _queued.Enqueue(frame);
        if (Volatile.Read(ref _ended) != 0)
            DropAll();
    }

    /// <summary>Lets the next frame leave; its text and our request's id, or 0. <see langword="null"/>: there was none, or it was given up.</summary>
    public (int RequestId, string Text)? SendOne()
    {
        if (!_queued.TryDequeue(out OutboundFrame frame))
            return null;
        string text = System.Text.Encoding.UTF8.GetString(frame.Payload.Span);
        bool leaves = Volatile.Read(ref _ended) == 0 && (frame.RequestId == 0 || _sink!.OnSending(frame.RequestId));
        frame.Payload.Return();
        return leaves ? (frame.RequestId, text) : null;
    }

    public bool HasQueued => !_queued.IsEmpty;

    public void Lose()
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0)
            return;
        _sink!.OnClosed(new McpCloseInfo(McpCloseReason.PeerClosed));
        DropAll();
    }

    public void Abandon(int requestId)
    {
    }

    public void OnNegotiated(McpRevision revision)
    {
    }

    public Task CloseAsync() => throw new NotSupportedException();

    public void Abort(McpCloseInfo reason) => throw new NotSupportedException();

    private void DropAll()
    {
        while (_queued.TryDequeue(out OutboundFrame frame))
            frame.Payload.Return();
    }
}
