using System.Text.Json;

namespace Mcp.Sessions;

/// <summary>Reads what a request of revision 2026-07-28 says about its client.</summary>
internal static class RequestMeta
{
    public static bool HasVersion(ReadOnlySpan<byte> parameters) => Version(parameters) is not null;

    public static string? Version(ReadOnlySpan<byte> parameters)
    {
        McpJsonReader version = Member(parameters, "io.modelcontextprotocol/protocolVersion"u8);
        return version.TokenType == JsonTokenType.String ? version.ReadString() : null;
    }

    public static bool HasCapabilities(ReadOnlySpan<byte> parameters) =>
        Member(parameters, "io.modelcontextprotocol/clientCapabilities"u8).TokenType == JsonTokenType.StartObject;

    /// <summary>Who asks, as an object; undefined where it is not said or not readable.</summary>
    public static McpJson ClientInfo(ReadOnlySpan<byte> parameters)
    {
        try
        {
            McpJsonReader info = Member(parameters, "io.modelcontextprotocol/clientInfo"u8);
            return info.TokenType == JsonTokenType.StartObject ? info.ReadJson() : default;
        }
        catch (Exception error) when (error is McpPayloadException or JsonException or InvalidOperationException)
        {
            return default;
        }
    }

    private static McpJsonReader Member(ReadOnlySpan<byte> parameters, ReadOnlySpan<byte> name)
    {
        if (parameters.IsEmpty)
            return default;
        McpJsonReader meta = new McpJsonReader(parameters).Find("_meta"u8);
        return meta.TokenType == JsonTokenType.StartObject ? meta.Find(name) : default;
    }
}
