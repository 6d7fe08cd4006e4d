using System.Text;
using Mcp.Behaviour.Tests.Faults.Kit;
using Mcp.Transports;

namespace Mcp.Behaviour.Tests.Kit;

/// <summary>A connection whose other end is the test: it hands messages to the session by itself and sees every frame the moment it is sent.</summary>
internal sealed class HandPeer : IConnection
{
    private readonly object _lock = new();
    private readonly List<string> _sent = [];
    private readonly List<(Func<string, bool> Wanted, TaskCompletionSource<string> Seen)> _awaited = [];
    private readonly TaskCompletionSource<McpCloseInfo> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IFrameSink? _sink;
    private int _pauses;
    private volatile bool _isPaused;

    public bool HasExchanges => false;

    public Task<McpCloseInfo> Closed => _closed.Task;

    public bool IsPaused => _isPaused;

    public int Pauses => Volatile.Read(ref _pauses);

    public IReadOnlyList<string> Sent
    {
        get
        {
            lock (_lock)
                return [.. _sent];
        }
    }

    public IFrameSink Sink => _sink!;

    public void Give(string message) => _sink!.OnFrame(Encoding.UTF8.GetBytes(message));

    public void Initialize(string revision = "2025-03-26")
    {
        Give($$"""{"jsonrpc":"2.0","id":"start","method":"initialize","params":{"protocolVersion":"{{revision}}","capabilities":{"sampling":{} },"clientInfo":{"name":"hand","version":"1"} } }""");
        Initialized();
    }

    public void Initialized() => Give("""{"jsonrpc":"2.0","method":"notifications/initialized"}""");

    public void Call(int id, string tool = "x") => Give($$"""{"jsonrpc":"2.0","id":{{id}},"method":"tools/call","params":{"name":"{{tool}}"} }""");

    /// <summary>Completes with the first frame, sent already or later, that is the wanted one.</summary>
    public Task<string> SentAsync(Func<string, bool> wanted)
    {
        lock (_lock)
        {
            if (_sent.FirstOrDefault(wanted) is { } sent)
                return Task.FromResult(sent);
            var seen = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((wanted, seen));
            return Guard.Soon(seen.Task);
        }
    }

    public Task<string> AnswerAsync(int id) => SentAsync(frame => frame.StartsWith($$"""{"jsonrpc":"2.0","id":{{id}},""", StringComparison.Ordinal));

    public void Start(IFrameSink sink) => _sink = sink;

    public void Send(in OutboundFrame frame)
    {
        if (frame.RequestId != 0)
            _sink!.OnSending(frame.RequestId);
        string text = Encoding.UTF8.GetString(frame.Payload.Span);
        frame.Payload.Return();
        lock (_lock)
        {
            _sent.Add(text);
            foreach ((Func<string, bool> wanted, TaskCompletionSource<string> seen) in _awaited)
            {
                if (wanted(text))
                    seen.TrySetResult(text);
            }
        }
    }

    public void PauseReading()
    {
        Interlocked.Increment(ref _pauses);
        _isPaused = true;
    }

    public void ResumeReading() => _isPaused = false;

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
        _sink!.OnClosed(reason);
        _closed.TrySetResult(reason);
    }
}
