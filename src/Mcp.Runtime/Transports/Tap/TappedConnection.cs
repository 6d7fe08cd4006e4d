using Mcp.Diagnostics;
using Mcp.Options;

namespace Mcp.Transports.Tap;

/// <summary>A connection that shows every frame to an observer. Where there is none, there is none of these either.</summary>
internal sealed class TappedConnection : IConnection, IFrameSink
{
    private static long Count;

    private readonly IConnection _inner;
    private readonly RuntimeServices _services;
    private readonly IMcpCallObserver _observer;
    private readonly string _target;
    private readonly long _number = Interlocked.Increment(ref Count);
    private readonly RateLimit _failures;
    private IFrameSink _sink = NullSink.Instance;

    private TappedConnection(IConnection inner, RuntimeServices services, IMcpCallObserver observer, string target)
    {
        _inner = inner;
        _services = services;
        _observer = observer;
        _target = target;
        _failures = new RateLimit(services.Time);
    }

    public bool HasExchanges => _inner.HasExchanges;

    public Task<McpCloseInfo> Closed => _inner.Closed;

    private McpFrameInfo Now => new(_target, _number, _services.Time.GetUtcNow());

    public static IConnection Around(IConnection connection, RuntimeServices services, string target) =>
        services.Observer is { } observer ? new TappedConnection(connection, services, observer, target) : connection;

    public void Start(IFrameSink sink)
    {
        _sink = sink;
        _inner.Start(this);
    }

    public void Send(in OutboundFrame frame)
    {
        try
        {
            _observer.OnSent(Now, frame.Payload.Span);
        }
        catch (Exception error)
        {
            OnObserverFailed(error);
        }

        _inner.Send(frame);
    }

    public void Abandon(int requestId) => _inner.Abandon(requestId);

    public void OnNegotiated(McpRevision revision) => _inner.OnNegotiated(revision);

    public void PauseReading() => _inner.PauseReading();

    public void ResumeReading() => _inner.ResumeReading();

    public Task CloseAsync() => _inner.CloseAsync();

    public void Abort(McpCloseInfo reason) => _inner.Abort(reason);

    public void OnFrame(ReadOnlySpan<byte> frame)
    {
        try
        {
            _observer.OnReceived(Now, frame);
        }
        catch (Exception error)
        {
            OnObserverFailed(error);
        }

        _sink.OnFrame(frame);
    }

    public bool OnSending(int requestId) => _sink.OnSending(requestId);

    public void OnExchangeFailed(int requestId, McpException error) => _sink.OnExchangeFailed(requestId, error);

    public void OnNoise(string what) => _sink.OnNoise(what);

    public Task<bool> FinishAsync(TimeSpan limit, Task hurry) => _sink.FinishAsync(limit, hurry);

    public void OnClosed(McpCloseInfo close) => _sink.OnClosed(close);

    private void OnObserverFailed(Exception error)
    {
        if (_failures.TryEnter(out long suppressed))
            Log.ObserverFailed(_services.Log, suppressed, error);
    }
}
