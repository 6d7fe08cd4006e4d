using System.Text;

namespace Mcp.Sessions;

/// <summary>The few fields of <c>initialize</c> and <c>server/discover</c> that the runtime itself must read and write.</summary>
internal static class Handshake
{
    public static McpMethod<SessionSettings, PeerDescription> Initialize { get; } = new(MethodNames.Initialize, WriteInitialize, ReadInitializeResult);

    public static McpMethod<SessionSettings, DiscoveredServer> Discover { get; } = new(MethodNames.Discover, null, ReadDiscoverResult) { Retry = McpRetry.Safe };

    public static McpNegotiationException NoCommonRevision(SessionSettings settings, IReadOnlyList<string> supported, Exception? cause = null)
    {
        string[] offered = [.. settings.Revisions.Select(revision => revision.Date)];
        return new McpNegotiationException(
            $"No revision in common: this side accepts {string.Join(", ", offered)}; the server speaks {string.Join(", ", supported)}. Name one of them in McpClientOptions.ProtocolVersions.",
            offered,
            supported,
            cause);
    }

    /// <summary>The server refused to open the conversation. What it says may name the revisions that it serves.</summary>
    public static McpException Refused(SessionSettings settings, McpRemoteException refusal)
    {
        // It says nothing against this client: there is no room now, and there may be in a moment.
        if (refusal.Code == McpErrorCodes.ServerBusy)
            return new McpConnectionException(new McpCloseInfo(McpCloseReason.ConnectFailed) { Error = refusal, Detail = refusal.RemoteMessage.TrimEnd('.') }) { Disposition = McpDisposition.NotSent };
        List<string> supported = SupportedVersions(refusal);
        string served = supported.Count > 0 ? $" It serves {string.Join(", ", supported)}." : "";
        return new McpNegotiationException(
            $"The server refused revision {settings.Revisions[0].Date}: {refusal.RemoteMessage} ({refusal.Code}).{served} Name a revision that it serves in McpClientOptions.ProtocolVersions.",
            [.. settings.Revisions.Select(revision => revision.Date)],
            supported,
            refusal);
    }

    /// <summary>The revisions that an error names in <c>data.supported</c>.</summary>
    public static List<string> SupportedVersions(McpRemoteException refused)
    {
        var versions = new List<string>();
        if (refused.ErrorData is { } data && data.TryGetProperty("supported", out McpJson supported) && supported.Kind == System.Text.Json.JsonValueKind.Array)
        {
            McpJsonReader reader = supported.GetReader();
            reader.StartArray("supported");
            while (reader.NextItem())
                versions.Add(reader.ReadString());
        }

        return versions;
    }

    public static void WriteImplementation(McpJsonWriter writer, SessionSettings settings)
    {
        writer.StartObject();
        writer.Name("\"name\":"u8);
        writer.WriteString(settings.Name);
        writer.Name("\"version\":"u8);
        writer.WriteString(settings.Version);
        writer.EndObject();
    }

    /// <summary>What a client said of itself when it opened the session; what it left out is empty.</summary>
    public static PeerDescription ReadClient(McpRevision revision, ReadOnlySpan<byte> parameters)
    {
        McpJsonReader capabilities = new McpJsonReader(parameters).Find("capabilities"u8);
        McpJsonReader info = new McpJsonReader(parameters).Find("clientInfo"u8);
        return new PeerDescription(revision, ObjectOf(capabilities), ObjectOf(info), null);

        static McpJson ObjectOf(McpJsonReader value) =>
            value.TokenType == System.Text.Json.JsonTokenType.StartObject ? value.ReadJson() : McpJson.EmptyObject;
    }

    private static void WriteInitialize(McpJsonWriter writer, SessionSettings settings)
    {
        McpRevision offered = settings.Revisions[0];
        writer.StartObject();
        writer.Name("\"protocolVersion\":"u8);
        writer.WriteString(offered.Date);
        writer.Name("\"capabilities\":"u8);
        writer.WriteJson(settings.Handlers.Capabilities(offered));
        writer.Name("\"clientInfo\":"u8);
        WriteImplementation(writer, settings);
        writer.EndObject();
    }

    private static PeerDescription ReadInitializeResult(ref McpJsonReader reader)
    {
        string? version = null;
        string? instructions = null;
        McpJson capabilities = McpJson.EmptyObject;
        McpJson info = McpJson.EmptyObject;
        reader.StartObject("InitializeResult");
        while (reader.NextProperty())
        {
            if (reader.NameIs("protocolVersion"u8))
                version = reader.ReadString();
            else if (reader.NameIs("capabilities"u8))
                capabilities = reader.ReadJson();
            else if (reader.NameIs("serverInfo"u8))
                info = reader.ReadJson();
            else if (reader.NameIs("instructions"u8))
                instructions = reader.ReadNull() ? null : reader.ReadString();
            else
                reader.Skip();
        }

        if (string.IsNullOrEmpty(version))
            throw reader.Missing("InitializeResult", "protocolVersion");
        return new PeerDescription(McpRevision.Create(version, McpEra.Stateful), capabilities, info, instructions);
    }

    private static DiscoveredServer ReadDiscoverResult(ref McpJsonReader reader)
    {
        List<string>? versions = null;
        string? instructions = null;
        McpJson capabilities = McpJson.EmptyObject;
        McpJson info = McpJson.EmptyObject;
        reader.StartObject("DiscoverResult");
        while (reader.NextProperty())
        {
            if (reader.NameIs("supportedVersions"u8))
                versions = ReadVersions(ref reader);
            else if (reader.NameIs("capabilities"u8))
                capabilities = reader.ReadJson();
            else if (reader.NameIs("instructions"u8))
                instructions = reader.ReadNull() ? null : reader.ReadString();
            else if (reader.NameIs("_meta"u8))
                info = ReadServerInfo(ref reader) ?? info;
            else
                reader.Skip();
        }

        if (versions is null)
            throw reader.Missing("DiscoverResult", "supportedVersions");
        return new DiscoveredServer(versions, capabilities, info, instructions);
    }

    private static McpJson? ReadServerInfo(ref McpJsonReader reader)
    {
        McpJson? info = null;
        reader.StartObject("_meta");
        while (reader.NextProperty())
        {
            if (reader.NameIs(Encoding.UTF8.GetBytes(MetaNames.ServerInfo)))
                info = reader.ReadJson();
            else
                reader.Skip();
        }

        return info;
    }

    private static List<string> ReadVersions(ref McpJsonReader reader)
    {
        var versions = new List<string>();
        reader.StartArray("supportedVersions");
        while (reader.NextItem())
            versions.Add(reader.ReadString());
        return versions;
    }
}

/// <summary>What <c>server/discover</c> tells.</summary>
internal sealed record DiscoveredServer(IReadOnlyList<string> Versions, McpJson Capabilities, McpJson Implementation, string? Instructions);
