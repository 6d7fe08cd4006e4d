using System.Text.Json;
using System.Text.Unicode;
using Mcp.Wire;

namespace Mcp.Sessions;

internal sealed partial class Session
{
    public void OnFrame(ReadOnlySpan<byte> frame)
    {
        CountBytes(frame.Length, "receive");
        Take(EnvelopeScanner.Scan(frame), frame);
    }

    private void Take(in Envelope envelope, ReadOnlySpan<byte> frame)
    {
        try
        {
            OnMessage(envelope, frame);
        }
        catch (Exception error) when (error is McpPayloadException or JsonException or InvalidOperationException)
        {
            // Where the session itself looks into parameters, what does not fit is that message's trouble: thrown on, it would end the connection.
            if (envelope.Kind == FrameKind.Request && (Era.IsServer || Era.Revision?.Era == McpEra.Stateful))
                AnswerError(envelope, new McpRequestException(McpErrorCodes.InvalidParams, $"Invalid parameters: {error.Message}"));
            _dropped.OnRejected(error.Message);
        }
    }

    private void OnMessage(in Envelope envelope, ReadOnlySpan<byte> frame)
    {
        if (!_hasHeard)
            _hasHeard = envelope.Kind is FrameKind.Result or FrameKind.Error or FrameKind.Notification or FrameKind.Request;
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
        // The scanner has seen that it is JSON, but nobody has looked into its texts. A subscriber takes them for text.
        if (!Utf8.IsValid(envelope.Params))
            _dropped.OnRejected("a notification that is not UTF-8");
        else if (envelope.Method.SequenceEqual("notifications/progress"u8))
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
        if (envelope.Fault == FrameFault.Array && envelope.Batch is null && MayBeBatch)
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
            Refuse(envelope);
        }

        _dropped.OnRejected(envelope.Fault == FrameFault.NotJson ? "no JSON, or nested too deeply" : "no JSON-RPC message");
    }

    /// <summary>A server tells what it could not read; there is no id to tell it under.</summary>
    private void Refuse(in Envelope envelope)
    {
        if (!Era.IsServer)
            return;
        bool parsed = envelope.Fault != FrameFault.NotJson;
        AnswerError(envelope, new McpRequestException(
            parsed ? McpErrorCodes.InvalidRequest : McpErrorCodes.ParseError,
            parsed ? "The message is no JSON-RPC request." : "The message is no JSON, or nested too deeply."));
    }
}
