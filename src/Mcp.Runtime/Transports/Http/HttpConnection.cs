using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Mcp.Options;
using Mcp.Scheduling;

namespace Mcp.Transports.Http;

/// <summary>
/// Streamable HTTP as a connection: every outgoing frame is an exchange of its own, and the session id is what holds them together in the
/// revisions that have one. It ends when it is closed or when the server no longer knows the session, not when an exchange fails.
/// </summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "The source has no timer and no wait handle: there is nothing to free, and Cancel may race with the end.")]
internal sealed class HttpConnection : IConnection
{
    private static readonly TimeSpan PoliteTime = TimeSpan.FromSeconds(1);

    private readonly HttpEndpoint _endpoint;
    private readonly RuntimeServices _services;
    private readonly Completion<McpCloseInfo> _closed;
    private readonly ConcurrentDictionary<HttpExchange, int> _exchanges = new();
    private readonly ConcurrentDictionary<int, HttpExchange> _requests = new();
    private readonly HandshakeGate _gate = new();
    private readonly CancellationTokenSource _lifetime = new();
    private IFrameSink? _sink;
    private McpCloseInfo? _close;
    private long _lastReadAt = -1;
    private int _closing;
    private int _streamOpened;

    // The connection itself, its exchanges, its server stream. Whoever leaves last says goodbye to the sink.
    private int _alive = 1;

    public HttpConnection(HttpEndpoint endpoint, RuntimeServices services)
    {
        _endpoint = endpoint;
        _services = services;
        _closed = new Completion<McpCloseInfo>(services.Scheduler);
    }

    public bool HasExchanges => true;

    public Task<McpCloseInfo> Closed => _closed.Task;

    public long LastReadAt => Volatile.Read(ref _lastReadAt);

    /// <summary>The session as the answer to <c>initialize</c> named it.</summary>
    public string? SessionId { get; private set; }

    /// <summary>What the handshake agreed on; <see langword="null"/> before.</summary>
    public McpRevision? Negotiated { get; private set; }

    public void Start(IFrameSink sink)
    {
        OnRead();
        _sink = sink;
    }

    /// <summary>Something came from the server, on whichever exchange.</summary>
    public void OnRead() => Volatile.Write(ref _lastReadAt, _services.Time.GetTimestamp());

    public void Send(in OutboundFrame frame)
    {
        if (_gate.TryHold(frame, out bool endsHandshake))
            return;
        // The server's own stream follows this frame and names the revision, whether or not we have been told by then.
        if (endsHandshake)
            Negotiated = frame.Revision;
        Begin(frame, endsHandshake);
    }

    public void Abandon(int requestId)
    {
        if (_requests.TryGetValue(requestId, out HttpExchange? exchange))
            exchange.Cancel();
    }

    public void OnNegotiated(McpRevision revision) => Negotiated = revision;

    public async Task CloseAsync()
    {
        if (Interlocked.Exchange(ref _closing, 1) == 0)
        {
            using var limit = new CancellationTokenSource(PoliteTime, _services.Time);
            using (_lifetime.Token.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), limit))
                await SayGoodbyeAsync(limit.Token).ConfigureAwait(false);
            Abort(new McpCloseInfo(McpCloseReason.ClientClosed));
        }

        await Closed.ConfigureAwait(false);
    }

    public void Abort(McpCloseInfo reason)
    {
        if (Interlocked.CompareExchange(ref _close, reason, null) is not null)
            return;
        ReleaseHeld();
        _lifetime.Cancel();
        foreach (HttpExchange exchange in _exchanges.Keys)
            exchange.Cancel();
        Leave();
    }

    /// <summary>Takes the session id from the answer to <c>initialize</c>, and from nowhere else.</summary>
    public void AdoptSession(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues(HttpEndpoint.SessionHeader, out IEnumerable<string>? values))
            return;
        string id = string.Join(',', values);
        if (HttpEndpoint.IsSessionId(id))
            SessionId = id;
        else
            _sink!.OnNoise("a session id that is not visible ASCII");
    }

    public void OnExchangeEnded(HttpExchange exchange, int requestId, bool endsHandshake)
    {
        if (endsHandshake)
            OnHandshakeEnded();
        _exchanges.TryRemove(exchange, out _);
        if (requestId != 0)
            _requests.TryRemove(new(requestId, exchange));
        Leave();
    }

    private void Begin(in OutboundFrame frame, bool endsHandshake)
    {
        if (Volatile.Read(ref _closing) != 0 || !TryEnter())
        {
            frame.Payload.Return();
            // Those that wait for it are dropped like it.
            if (endsHandshake)
                ReleaseHeld();
            return;
        }

        var exchange = new HttpExchange(this, _endpoint, _services, _sink!, frame, endsHandshake);
        _exchanges.TryAdd(exchange, frame.RequestId);
        if (frame.RequestId != 0)
        {
            // Before it counts as sent: who gives the request up from then on must find its exchange, or the server would never be told.
            _requests[frame.RequestId] = exchange;
            if (!_sink!.OnSending(frame.RequestId))
            {
                exchange.Discard();
                return;
            }
        }

        // Entered just before the end: whoever ended the connection may have missed it.
        if (Volatile.Read(ref _close) is not null)
            exchange.Cancel();
        exchange.Begin();
    }

    private void ReleaseHeld()
    {
        while (_gate.TryRelease(out OutboundFrame frame))
            Begin(frame, endsHandshake: false);
    }

    private void OnHandshakeEnded()
    {
        ReleaseHeld();
        if (_endpoint.OpenServerStream && Volatile.Read(ref _closing) == 0 && Interlocked.Exchange(ref _streamOpened, 1) == 0 && TryEnter())
            _services.Scheduler.Post(() => _ = RunServerStreamAsync());
    }

    private async Task RunServerStreamAsync()
    {
        await new ServerStream(this, _endpoint, _services, _sink!).RunAsync(_lifetime.Token).ConfigureAwait(false);
        Leave();
    }

    /// <summary>Lets notifications and answers that are under way arrive, then ends the session. All of it is courtesy: nothing depends on its success.</summary>
    private async Task SayGoodbyeAsync(CancellationToken limit)
    {
        try
        {
            await Task.WhenAll(_exchanges.Keys.Where(static exchange => exchange.IsOneWay).Select(static exchange => exchange.Ended)).WaitAsync(limit).ConfigureAwait(false);
            if (SessionId is not { } session)
                return;
            using HttpRequestMessage request = _endpoint.Delete(session, Negotiated);
            using HttpResponseMessage response = await _endpoint.SendAsync(request, limit).ConfigureAwait(false);
        }
        catch (Exception error) when (error is OperationCanceledException or HttpRequestException or IOException)
        {
            // The server is gone or slow; the session dies of its own there.
        }
    }

    private bool TryEnter()
    {
        int alive = Volatile.Read(ref _alive);
        while (alive > 0 && Volatile.Read(ref _close) is null)
        {
            int seen = Interlocked.CompareExchange(ref _alive, alive + 1, alive);
            if (seen == alive)
                return true;
            alive = seen;
        }

        return false;
    }

    private void Leave()
    {
        if (Interlocked.Decrement(ref _alive) == 0)
            _services.Scheduler.Post(Finish);
    }

    private void Finish()
    {
        _sink?.OnClosed(_close!);
        _closed.TrySet(_close!);
    }
}
