using System.Diagnostics.CodeAnalysis;
using System.Net;
using Mcp.Buffers;
using Mcp.Options;

namespace Mcp.Transports.Http;

/// <summary>One POST and what comes back for it. It ends with the answer of its request, with a failure reported once, or silently when it was cancelled.</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "The content is disposed when the exchange ends; the source has no timer, and Cancel may race with the end.")]
internal sealed class HttpExchange : IEventReceiver
{
    private const int RefusalBytes = 64 * 1024;
    private const int MaxRedirects = 3;

    private readonly HttpConnection _connection;
    private readonly HttpEndpoint _endpoint;
    private readonly RuntimeServices _services;
    private readonly IFrameSink _sink;
    private readonly OutboundFrame _frame;
    private readonly bool _endsHandshake;
    private readonly FrameContent _content;
    private readonly CancellationTokenSource _cancel = new();
    private string? _sessionId;
    private bool _answered;

    public HttpExchange(HttpConnection connection, HttpEndpoint endpoint, RuntimeServices services, IFrameSink sink, in OutboundFrame frame, bool endsHandshake)
    {
        _connection = connection;
        _endpoint = endpoint;
        _services = services;
        _sink = sink;
        _frame = frame;
        _endsHandshake = endsHandshake;
        _content = new FrameContent(frame.Payload);
    }

    /// <summary>Completes when nothing of it is left.</summary>
    public Task Ended { get; private set; } = Task.CompletedTask;

    /// <summary>Whether it carries a notification or an answer, which leaves and is forgotten.</summary>
    public bool IsOneWay => _frame.RequestId == 0;

    private bool IsStateful => _frame.Revision?.Era != McpEra.Stateless;

    /// <summary>Begins on the calling thread, so that exchanges begin in the order in which their frames were sent.</summary>
    public void Begin() => Ended = RunAsync();

    /// <summary>Ends an exchange that never began.</summary>
    public void Discard()
    {
        _content.Dispose();
        _connection.OnExchangeEnded(this, _frame.RequestId, _endsHandshake);
    }

    /// <summary>Closes the exchange. In the stateless era this is how the server learns of a cancel.</summary>
    public void Cancel() => _cancel.Cancel();

    bool IEventReceiver.OnMessage(ReadOnlySpan<byte> frame)
    {
        _connection.OnRead();
        Deliver(frame, Match(frame));
        return !_answered;
    }

    void IEventReceiver.OnForeignEvent(ReadOnlySpan<byte> name) => _sink.OnNoise($"event '{HttpFailures.Excerpt(name)}' on the stream of a request");

    private async Task RunAsync()
    {
        try
        {
            using HttpResponseMessage response = await PostAsync().ConfigureAwait(false);
            _content.Dispose();
            await TakeAsync(response).ConfigureAwait(false);
        }
        catch (Exception) when (_cancel.IsCancellationRequested)
        {
            // Whoever cancelled it has settled the request already.
        }
        catch (McpConnectionException error)
        {
            Fail(error);
        }
        catch (Exception error)
        {
            Fail(HttpFailures.BeforeAnswer(error, _content.WasWritten, _frame.Method));
        }
        finally
        {
            _content.Dispose();
            _connection.OnExchangeEnded(this, _frame.RequestId, _endsHandshake);
        }
    }

    private async Task<HttpResponseMessage> PostAsync()
    {
        Uri target = _endpoint.Address;
        McpRevision? revision = _frame.Revision ?? _connection.Negotiated;
        _sessionId = IsStateful ? _connection.SessionId : null;
        List<KeyValuePair<string, string>> mirrored = IsStateful ? [] : HeaderMirror.Of(_frame.Payload.Span, _frame.Method, _frame.Projection);
        for (int redirects = 0; ; redirects++)
        {
            HttpRequestMessage request = _endpoint.Post(_content, _sessionId, revision);
            request.RequestUri = target;
            foreach ((string name, string value) in mirrored)
                request.Headers.TryAddWithoutValidation(name, value);
            Task<HttpResponseMessage> sending = _endpoint.SendAsync(request, _cancel.Token);
            // A client that answers at once would otherwise run the sink on the sender's stack.
            if (sending.IsCompleted)
                await _services.Scheduler.SwitchTo();
            HttpResponseMessage response = await sending.ConfigureAwait(false);
            _connection.OnRead();
            if (redirects == MaxRedirects || !ResponseHead.TryFollow(response, ref target))
                return response;
            response.Dispose();
        }
    }

    private Task TakeAsync(HttpResponseMessage response)
    {
        if (response.IsSuccessStatusCode && _frame.Method?.Name == "initialize")
            _connection.AdoptSession(response);
        // Any success will do for what wants no answer: 202 is the rule, but what a server adds to it concerns nobody.
        if (IsOneWay && response.IsSuccessStatusCode)
            return Task.CompletedTask;
        if (!response.IsSuccessStatusCode || response.StatusCode is HttpStatusCode.Accepted or HttpStatusCode.NoContent)
            return TakeRefusalAsync(response);
        if (EventStream.Is(response))
            return FollowAsync(response);
        return ResponseHead.IsJson(response) ? TakeBodyAsync(response) : TakeRefusalAsync(response);
    }

    private async Task TakeBodyAsync(HttpResponseMessage response)
    {
        int limit = _services.Limits.MaxFrameBytes;
        (Payload body, bool whole) = await ReadBodyAsync(response, limit).ConfigureAwait(false);
        try
        {
            if (!whole)
            {
                Fail(HttpFailures.TooLarge(limit, ResponseHead.Status(response), _frame.Method));
                return;
            }

            AnswerMatch match = Match(body.Span);
            if (match == AnswerMatch.NoMessage)
            {
                Fail(HttpFailures.Refused(ResponseHead.Status(response), ResponseHead.ContentType(response), body.Span, _frame.Method));
                return;
            }

            Deliver(body.Span, match);
            if (!_answered)
                Fail(HttpFailures.WithoutAnswer("the response holds a message, but not the answer to its request", null, ResponseHead.Status(response), _frame.Method));
        }
        finally
        {
            body.Return();
        }
    }

    /// <summary>What came is no regular answer. Its body may still say why in the protocol's own words, whatever the status (trap: an error may come with any).</summary>
    private async Task TakeRefusalAsync(HttpResponseMessage response)
    {
        (Payload body, bool whole) = await ReadBodyAsync(response, RefusalBytes).ConfigureAwait(false);
        try
        {
            AnswerMatch match = whole ? Match(body.Span) : AnswerMatch.NoMessage;
            if (IsSessionGone(response) && AnswerMatcher.ErrorCode(body.Span) != McpErrorCodes.MethodNotFound)
            {
                // The server knew no such session, so it cannot have run the request: it may go out again whatever it does.
                McpCloseInfo expired = HttpFailures.SessionExpired(body.Span);
                Fail(new McpConnectionException(expired) { Disposition = McpDisposition.NotSent });
                _connection.Abort(expired);
            }

            // Who is refused for its credentials must learn it from the status: the answer to it is another request, not an error of this one.
            else if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
                Fail(HttpFailures.Unauthorized(response, body.Span, _frame.Method));
            else if (!IsOneWay && match is AnswerMatch.Answer or AnswerMatch.OwnError)
                Deliver(body.Span, match);
            else
                Fail(HttpFailures.Refused(ResponseHead.Status(response), ResponseHead.ContentType(response), body.Span, _frame.Method));
        }
        finally
        {
            body.Return();
        }
    }

    private async Task<(Payload Bytes, bool Whole)> ReadBodyAsync(HttpResponseMessage response, int limit)
    {
        try
        {
            return await BoundedBody.ReadAsync(response.Content, _services.Buffers, limit, _cancel.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or HttpRequestException && !_cancel.IsCancellationRequested)
        {
            throw HttpFailures.WithoutAnswer("the response broke off", error, ResponseHead.Status(response), _frame.Method);
        }
    }

    /// <summary>Reads the stream of a request and, where the revision allows, those that go on where it was cut, until the answer came.</summary>
    private async Task FollowAsync(HttpResponseMessage first)
    {
        HttpResponseMessage? response = first;
        var resume = new ResumePoint();
        while (true)
        {
            if (response is not null)
            {
                (EventStreamEnd end, Exception? error) = await resume.ReadAsync(response, _services, this, _cancel.Token).ConfigureAwait(false);
                if (_answered)
                    return;
                if (end == EventStreamEnd.TooLarge)
                    throw HttpFailures.TooLarge(_services.Limits.MaxFrameBytes, ResponseHead.Status(first), _frame.Method);

                if (!IsStateful || !resume.IsKnown)
                    throw HttpFailures.WithoutAnswer("the event stream ended before the answer", error, ResponseHead.Status(first), _frame.Method);
            }

            if (resume.IsHopeless)
                throw HttpFailures.WithoutAnswer($"the event stream ended before the answer and {StreamReopening.MaxFruitless} attempts to resume it brought nothing", resume.Error, ResponseHead.Status(first), _frame.Method);

            await resume.WaitAsync(_services, _cancel.Token).ConfigureAwait(false);
            response = await ReopenAsync(resume).ConfigureAwait(false);
        }
    }

    /// <summary>The stream that goes on; nothing when it is worth another attempt.</summary>
    private async Task<HttpResponseMessage?> ReopenAsync(ResumePoint resume)
    {
        HttpResponseMessage response;
        try
        {
            using HttpRequestMessage request = _endpoint.Get(_sessionId ?? _connection.SessionId, _frame.Revision ?? _connection.Negotiated, resume.LastEventId);
            response = await _endpoint.SendAsync(request, _cancel.Token).ConfigureAwait(false);
        }
        catch (HttpRequestException error)
        {
            resume.Error = error;
            return null;
        }

        if (response.IsSuccessStatusCode && EventStream.Is(response))
            return response;
        using (response)
        {
            if (IsSessionGone(response))
            {
                _connection.Abort(HttpFailures.SessionExpired(default));
                throw new OperationCanceledException(_cancel.Token);
            }

            McpConnectionException refused = HttpFailures.Refused(ResponseHead.Status(response), ResponseHead.ContentType(response), default, _frame.Method);
            resume.Error = refused;
            return refused.IsTransient && !response.IsSuccessStatusCode
                ? null
                : throw HttpFailures.WithoutAnswer("the event stream ended before the answer and the server does not resume it", refused, ResponseHead.Status(response), _frame.Method);
        }
    }

    private AnswerMatch Match(ReadOnlySpan<byte> frame) => AnswerMatcher.Match(frame, _frame.RequestId, _frame.Revision is null or { Batches: true });

    private void Deliver(ReadOnlySpan<byte> frame, AnswerMatch match)
    {
        if (_cancel.IsCancellationRequested)
            return;
        _answered |= match is AnswerMatch.Answer or AnswerMatch.OwnError;
        if (match != AnswerMatch.OwnError)
        {
            _sink.OnFrame(frame);
            return;
        }

        Payload named = AnswerMatcher.WithId(frame, _frame.RequestId, _services.Buffers);
        try
        {
            _sink.OnFrame(named.Span);
        }
        finally
        {
            named.Return();
        }
    }

    private void Fail(McpException error)
    {
        if (_cancel.IsCancellationRequested || _answered)
            return;
        if (IsOneWay)
            _sink.OnNoise($"A notification or an answer did not arrive. {error.Message}");
        else
            _sink.OnExchangeFailed(_frame.RequestId, error);
    }

    /// <summary>404 to a request that named a session means that the server has forgotten it (2025-03-26, "Session Management").</summary>
    private bool IsSessionGone(HttpResponseMessage response) =>
        response.StatusCode == HttpStatusCode.NotFound && _sessionId is not null;
}
