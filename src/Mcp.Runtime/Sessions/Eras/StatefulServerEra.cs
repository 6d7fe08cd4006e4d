using System.Text.Json;
using Mcp.Wire;

namespace Mcp.Sessions;

/// <summary>A server in revisions to 2025-11-25, for one client.</summary>
internal sealed class StatefulServerEra(SessionSettings settings) : EraStrategy
{
    private McpRevision? _revision;
    private volatile bool _initialized;

    public override McpRevision? Revision => _revision;

    public override bool IsServer => true;

    public override void GiveUp(Session session, PendingCall call) =>
        session.Notify(CancelledNotification.Method, new CancelledNotification(call.Id, call.Outcome), call.Router.Related);

    public override bool HoldsBack(string method) => !_initialized && method is not (MethodNames.Ping or MethodNames.LogMessage or MethodNames.Cancelled);

    public override bool TryObserve(Session session, in Envelope notification)
    {
        if (_initialized || _revision is null || !notification.Method.SequenceEqual("notifications/initialized"u8))
            return false;
        _initialized = true;
        session.OpenGate();
        // A handler may want to know, too.
        return false;
    }

    public override bool TryServe(Session session, in Envelope request, string method)
    {
        if (method == MethodNames.Ping)
        {
            PingAnswer.Send(session, request);
            return true;
        }

        if (method == MethodNames.Initialize)
        {
            AnswerInitialize(session, request);
            return true;
        }

        if (_revision is not null)
            return false;
        session.AnswerError(request, UndecidedServerEra.NotInitialized());
        return true;
    }

    private void AnswerInitialize(Session session, in Envelope request)
    {
        var id = PeerRequestId.From(request);
        if (_revision is not null || request.Params.IsEmpty || request.Batch is not null)
        {
            string reason = _revision is not null ? "The session is initialized already."
                : request.Batch is not null ? "initialize must not be part of a batch."
                : "initialize needs parameters.";
            session.AnswerError(request, new McpRequestException(McpErrorCodes.InvalidRequest, reason));
            return;
        }

        McpJsonReader asked = new McpJsonReader(request.Params).Find("protocolVersion"u8);
        string date = asked.TokenType == JsonTokenType.String ? asked.ReadString() : "";
        McpRevision[] offered = [.. settings.Revisions.Where(revision => revision.Era == McpEra.Stateful)];
        _revision = offered.FirstOrDefault(revision => revision.Date == date) ?? offered[0];
        session.PeerDescription = Handshake.ReadClient(_revision, request.Params);
        session.Connection.OnNegotiated(_revision);
        McpJsonWriter writer = McpJsonWriter.Rent(session.Services.Buffers);
        writer.WriteRaw("{\"jsonrpc\":\"2.0\",\"id\":"u8);
        id.Write(writer);
        writer.WriteRaw(",\"result\":{\"protocolVersion\":"u8);
        writer.WriteString(_revision.Date);
        writer.Name("\"capabilities\":"u8);
        writer.WriteJson(settings.Handlers.Capabilities(_revision));
        writer.Name("\"serverInfo\":"u8);
        Handshake.WriteImplementation(writer, settings);
        if (settings.Instructions is not null)
        {
            writer.Name("\"instructions\":"u8);
            writer.WriteString(settings.Instructions);
        }

        writer.WriteRaw("}}"u8);
        session.Answer(request, writer.Detach());
    }
}
