using Mcp.Wire;

namespace Mcp.Sessions;

/// <summary>A server in revision 2026-07-28: nothing is remembered between requests, each one is checked by itself.</summary>
internal sealed class StatelessServerEra(SessionSettings settings) : EraStrategy
{
    private readonly McpRevision[] _offered = [.. settings.Revisions.Where(revision => revision.Era == McpEra.Stateless)];

    public override McpRevision? Revision => _offered[0];

    public override bool IsServer => true;

    public override void GiveUp(Session session, PendingCall call)
    {
        // This era's servers send no requests, so there is none to give up.
    }

    public override bool TryServe(Session session, in Envelope request, string method)
    {
        var id = PeerRequestId.From(request);
        string? version = RequestMeta.Version(request.Params);
        McpRevision? revision = _offered.FirstOrDefault(offered => offered.Date == version);
        if (version is null || !RequestMeta.HasCapabilities(request.Params))
        {
            bool handshake = method == MethodNames.Initialize;
            session.AnswerError(request, handshake ? Unsupported("") : new McpRequestException(
                McpErrorCodes.InvalidParams, $"_meta needs {MetaNames.ProtocolVersion} and {MetaNames.ClientCapabilities}."));
        }
        else if (revision is null)
        {
            session.AnswerError(request, Unsupported(version));
        }
        else if (method == MethodNames.Discover)
        {
            AnswerDiscover(session, id, revision);
        }
        else
        {
            session.Serve(request, method, revision);
        }

        return true;
    }

    private McpRequestException Unsupported(string requested)
    {
        string supported = string.Join(",", _offered.Select(revision => $"\"{revision.Date}\""));
        return new McpRequestException(
            McpErrorCodes.UnsupportedProtocolVersion,
            "This revision is not served here.",
            McpJson.Parse($"{{\"supported\":[{supported}],\"requested\":{McpJson.FromString(requested)}}}"));
    }

    private void AnswerDiscover(Session session, PeerRequestId id, McpRevision revision)
    {
        McpJsonWriter writer = McpJsonWriter.Rent(session.Services.Buffers);
        writer.WriteRaw("{\"jsonrpc\":\"2.0\",\"id\":"u8);
        id.Write(writer);
        writer.WriteRaw(",\"result\":{\"resultType\":\"complete\",\"supportedVersions\":["u8);
        foreach (McpRevision offered in _offered)
        {
            writer.Item();
            writer.WriteString(offered.Date);
        }

        writer.EndArray();
        writer.Name("\"capabilities\":"u8);
        writer.WriteJson(settings.Handlers.Capabilities(revision));
        if (settings.Instructions is not null)
        {
            writer.Name("\"instructions\":"u8);
            writer.WriteString(settings.Instructions);
        }

        // Zero: ask again whenever it matters. A server of ours knows no time for which its answers stay true.
        writer.WriteRaw(",\"ttlMs\":0,\"cacheScope\":\"private\",\"_meta\":{"u8);
        writer.Name(MetaNames.ServerInfo);
        Handshake.WriteImplementation(writer, settings);
        writer.WriteRaw("}}}"u8);
        session.SendFrame(writer.Detach(), id);
    }
}
