using System.Collections.Concurrent;
using Mcp.Buffers;
using Mcp.Diagnostics;
using Mcp.Wire;

namespace Mcp.Sessions;

/// <summary>The requests of the peer: registered, answered, cancelled.</summary>
internal sealed partial class Session
{
    private readonly ConcurrentDictionary<PeerRequestId, InboundRequest> _served = new();

    /// <summary>Registers a request of the peer and starts its handler off the reader.</summary>
    public void Serve(in Envelope envelope, string method, McpRevision revision)
    {
        var id = PeerRequestId.From(envelope);
        if (Settings.Handlers.FindRequest(revision, method) is not { } serve)
        {
            AnswerError(envelope, new McpRequestException(McpErrorCodes.MethodNotFound, $"Method '{method}' is not offered."));
            return;
        }

        if (!Era.IsServer && _served.Count >= Services.Limits.MaxPeerRequests)
        {
            AnswerError(envelope, Busy());
            return;
        }

        var request = new InboundRequest(this, id, method, revision, serve, envelope.Params, envelope.Batch);
        if (_served.TryAdd(id, request))
        {
            envelope.Batch?.Expect();
            if (_admission.TryEnter(request))
                return;
            envelope.Batch?.Settle();
            _served.TryRemove(new KeyValuePair<PeerRequestId, InboundRequest>(id, request));
            request.Discard();
            AnswerError(envelope, Busy());
            return;
        }

        request.Discard();
        AnswerError(envelope, new McpRequestException(McpErrorCodes.InvalidRequest, "A request with this id is being served."));
    }

    /// <summary>Answers a request at once: alone, or within the answer to its array.</summary>
    public void Answer(in Envelope request, Payload answer) => Answer(request.Batch, request.Kind == FrameKind.Request ? PeerRequestId.From(request) : null, answer);

    /// <summary>Refuses a request at once; what is no request is refused without an id.</summary>
    public void AnswerError(in Envelope request, McpRequestException error) =>
        Answer(request, EncodeError(request.Kind == FrameKind.Request ? PeerRequestId.From(request) : null, error));

    /// <summary>A handler is done. A request that the peer gave up is not answered.</summary>
    public void OnServed(InboundRequest request, Payload answer, bool cancelled)
    {
        _served.TryRemove(new KeyValuePair<PeerRequestId, InboundRequest>(request.Id, request));
        if (cancelled)
            answer.Return();
        else
            Answer(request.Batch, request.Id, answer);
        request.Batch?.Settle();
        // Last: whoever waits for the end of all work waits for its answers, too.
        _ = LeaveAsync();
    }

    /// <summary>A request keeps its place until its answer has room: a peer that asks and does not read is not served on and on.</summary>
    private async Task LeaveAsync()
    {
        await Connection.Room.WaitAsync().ConfigureAwait(false);
        _admission.Leave();
    }

    /// <summary>Never fails: an error whose text or data is no JSON goes without them, for a request without any answer would wait for ever.</summary>
    public Payload EncodeError(PeerRequestId? id, McpRequestException error)
    {
        McpJsonWriter writer = McpJsonWriter.Rent(Services.Buffers);
        writer.WriteRaw("{\"jsonrpc\":\"2.0\",\"id\":"u8);
        if (id is { } known)
            known.Write(writer);
        else
            writer.WriteNull();
        writer.WriteRaw(",\"error\":{\"code\":"u8);
        writer.WriteNumber(error.Code);
        int start = writer.Length;
        try
        {
            writer.Name("\"message\":"u8);
            writer.WriteString(error.Message);
            if (error.ErrorData is { } data)
            {
                writer.Name("\"data\":"u8);
                writer.WriteJson(data);
            }
        }
        catch (McpPayloadException unfit)
        {
            Log.HandlerFailed(Services.Log, "an error answer", unfit);
            writer.Truncate(start);
            writer.WriteRaw(",\"message\":\"The error's text or data cannot be written as JSON.\""u8);
        }

        writer.WriteRaw("}}"u8);
        return writer.Detach();
    }

    /// <summary>Stops what is being served, for instance because nobody is left to answer.</summary>
    public void CancelServed()
    {
        foreach (InboundRequest request in _served.Values)
            request.Cancel();
    }

    public void CancelServed(PeerRequestId id)
    {
        if (_served.TryGetValue(id, out InboundRequest? request))
            request.Cancel();
    }

    private static McpRequestException Busy() => new(McpErrorCodes.ServerBusy, "Too many requests are being served.");

    private void Answer(BatchAnswer? batch, PeerRequestId? id, Payload answer)
    {
        if (batch is null)
            SendFrame(answer, id);
        else
            batch.Add(answer, id);
    }
}
