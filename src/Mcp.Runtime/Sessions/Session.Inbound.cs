using System.Collections.Concurrent;
using System.Text.Json;
using Mcp.Buffers;
using Mcp.Diagnostics;
using Mcp.Wire;

namespace Mcp.Sessions;

internal sealed partial class Session
{
    private readonly ConcurrentDictionary<PeerRequestId, InboundRequest> _served = new();

    public void OnFrame(ReadOnlySpan<byte> frame)
    {
        CountBytes(frame.Length, "receive");
        Envelope envelope = EnvelopeScanner.Scan(frame);
        try
        {
            OnMessage(envelope, frame);
        }
        catch (Exception error) when (error is McpPayloadException or JsonException or InvalidOperationException)
        {
            // Where the session itself looks into parameters, what does not fit is that message's trouble: thrown on, it would end the connection.
            if (envelope.Kind == FrameKind.Request && (Era.IsServer || Era.Revision?.Era == McpEra.Stateful))
                SendFrame(EncodeError(PeerRequestId.From(envelope), new McpRequestException(McpErrorCodes.InvalidParams, $"Invalid parameters: {error.Message}")));
            _dropped.OnRejected(error.Message);
        }
    }

    /// <summary>Registers a request of the peer and starts its handler off the reader.</summary>
    public void Serve(in Envelope envelope, string method, McpRevision revision)
    {
        var id = PeerRequestId.From(envelope);
        if (Settings.Handlers.FindRequest(revision, method) is not { } serve)
        {
            SendFrame(EncodeError(id, new McpRequestException(McpErrorCodes.MethodNotFound, $"Method '{method}' is not offered.")), id);
            return;
        }

        if (!Era.IsServer && _served.Count >= Services.Limits.MaxPeerRequests)
        {
            SendFrame(EncodeError(id, new McpRequestException(McpErrorCodes.ServerBusy, "Too many requests are being served.")), id);
            return;
        }

        var request = new InboundRequest(this, id, method, revision, serve, envelope.Params);
        if (_served.TryAdd(id, request))
        {
            _admission.Enter(request);
            return;
        }

        request.Discard();
        SendFrame(EncodeError(id, new McpRequestException(McpErrorCodes.InvalidRequest, "A request with this id is being served.")), id);
    }

    /// <summary>A handler is done. A request that the peer gave up is not answered.</summary>
    public void OnServed(InboundRequest request, Payload answer, bool cancelled)
    {
        _served.TryRemove(new KeyValuePair<PeerRequestId, InboundRequest>(request.Id, request));
        if (cancelled)
            answer.Return();
        else
            SendFrame(answer, request.Id);
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

    private void OnMessage(in Envelope envelope, ReadOnlySpan<byte> frame)
    {
        switch (envelope.Kind)
        {
            case FrameKind.Result:
            case FrameKind.Error:
                OnAnswer(envelope);
                break;
            case FrameKind.Notification:
                OnNotification(envelope);
                break;
            case FrameKind.Request:
                OnRequest(envelope);
                break;
            default:
                OnFault(envelope, frame);
                break;
        }
    }

    private void OnAnswer(in Envelope envelope)
    {
        if (envelope.Id is IdKind.Number or IdKind.Text && _slots.TryFind(envelope.NumericId, out CallLeg leg))
        {
            if (envelope.Id == IdKind.Text)
                _dropped.OnTextualId();
            bool result = envelope.Kind == FrameKind.Result;
            if (leg.Call.TrySettle(leg.Version, result ? LegOutcome.Result : LegOutcome.RemoteError, result ? envelope.Result : envelope.Error))
                return;
        }

        if (envelope.Id == IdKind.Number)
            _dropped.OnLateAnswer(envelope.NumericId);
        else
            _dropped.OnUnknownAnswer(TextOf(envelope.IdText));
    }

    private void OnRequest(in Envelope envelope)
    {
        string method = TextOf(envelope.Method);
        if (!Era.TryServe(this, envelope, method))
            Serve(envelope, method, Era.Revision!);
    }

    private void OnNotification(in Envelope envelope)
    {
        if (envelope.Method.SequenceEqual("notifications/progress"u8))
            OnProgress(envelope.Params);
        else if (envelope.Method.SequenceEqual("notifications/cancelled"u8))
            OnCancelled(envelope.Params);
        else if (!Era.TryObserve(this, envelope))
            Deliver(TextOf(envelope.Method), envelope.Params);
    }

    private void OnProgress(ReadOnlySpan<byte> parameters)
    {
        try
        {
            if (ProgressReader.TryRead(parameters, out long token, out McpProgress progress) && _slots.TryFind(token, out CallLeg leg))
                leg.Call.OnProgress(leg.Version, progress);
        }
        catch (Exception error) when (error is McpPayloadException or JsonException or InvalidOperationException)
        {
            _dropped.OnRejected($"progress: {error.Message}");
        }
    }

    private void OnCancelled(ReadOnlySpan<byte> parameters)
    {
        var reader = new McpJsonReader(parameters.IsEmpty ? "{}"u8 : parameters);
        McpJsonReader id = reader.Find("requestId"u8);
        if (id.TokenType == JsonTokenType.Number)
            CancelServed(new PeerRequestId(id.ReadInt64(), null));
        else if (id.TokenType == JsonTokenType.String)
            CancelServed(new PeerRequestId(0, TextOf(id.ReadRaw())));
    }

    /// <summary>Subscribers store it here and now, so that they have it before any result that comes later; a handler runs off the reader.</summary>
    private void Deliver(string method, ReadOnlySpan<byte> parameters)
    {
        McpJson copy = parameters.IsEmpty ? McpJson.EmptyObject : McpJson.FromValidUtf8(parameters.ToArray());
        _observer.OnNotification(new McpNotification(method, copy));
        if (Era.Revision is { } revision && Settings.Handlers.FindNotification(revision, method) is { } handler)
            _notifications.Add(method, copy, handler, new NotificationContext(this, method));
    }

    private void OnFault(in Envelope envelope, ReadOnlySpan<byte> frame)
    {
        if (envelope.Fault == FrameFault.Array && Era.Revision is null or { Batches: true })
        {
            OnBatch(frame);
            return;
        }

        if (envelope.Id is IdKind.Number or IdKind.Text && envelope.Method.IsEmpty && _slots.TryFind(envelope.NumericId, out CallLeg leg))
        {
            string reason = envelope.Fault == FrameFault.NotJson
                ? "The peer's answer is no JSON, or nested too deeply."
                : "The peer's answer is no JSON-RPC response: it needs either a result or an error, and \"jsonrpc\":\"2.0\".";
            leg.Call.TrySettle(leg.Version, LegOutcome.Failed, new McpProtocolException(reason)
            {
                Disposition = McpDisposition.Sent,
            });
        }
        else
        {
            Refuse(parsed: envelope.Fault != FrameFault.NotJson);
        }

        _dropped.OnRejected(envelope.Fault == FrameFault.NotJson ? "no JSON, or nested too deeply" : "no JSON-RPC message");
    }

    /// <summary>A server tells what it could not read; there is no id to tell it under.</summary>
    private void Refuse(bool parsed)
    {
        if (!Era.IsServer)
            return;
        SendFrame(EncodeError(null, new McpRequestException(
            parsed ? McpErrorCodes.InvalidRequest : McpErrorCodes.ParseError,
            parsed ? "The message is no JSON-RPC request." : "The message is no JSON, or nested too deeply.")));
    }

    private void OnBatch(ReadOnlySpan<byte> frame)
    {
        try
        {
            // All of it is looked at first: half a batch is not served.
            var reader = new McpJsonReader(frame);
            McpJsonReader whole = reader;
            whole.Skip();
            reader.StartArray("batch");
            while (reader.NextItem())
            {
                ReadOnlySpan<byte> item = reader.ReadRaw();
                if (item[0] == (byte)'[')
                    _dropped.OnRejected("a batch inside a batch");
                else
                    OnFrame(item);
            }
        }
        catch (JsonException error)
        {
            Refuse(parsed: false);
            _dropped.OnRejected($"a batch that is no JSON: {error.Message}");
        }
    }
}
