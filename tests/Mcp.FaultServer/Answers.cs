using System.Text.Json;

namespace Mcp.FaultServer;

/// <summary>What a well-behaved little server answers.</summary>
internal sealed class Answers(string? revision)
{
    /// <summary>What the server speaks; the client's own proposal when it does not say.</summary>
    public string? Revision { get; set; } = revision;

    private const string Tools =
        """
        {"tools":[{"name":"echo","description":"Says what it is told.","inputSchema":{"type":"object","properties":{"message":{"type":"string"}},"required":["message"]}},{"name":"count","description":"Counts with progress.","inputSchema":{"type":"object","properties":{"to":{"type":"integer"}}}}]}
        """;

    /// <summary>Answers the current request.</summary>
    public void Give(RawPeer peer)
    {
        if (Result(peer) is { } result)
            peer.WriteLine($$"""{"jsonrpc":"2.0","id":{{peer.Id}},"result":{{result}}}""");
        else
            peer.WriteLine($$$"""{"jsonrpc":"2.0","id":{{{peer.Id}}},"error":{"code":-32601,"message":"Method not found"}}""");
    }

    /// <summary>The result for the current request; <see langword="null"/> for an unknown method.</summary>
    public string? Result(RawPeer peer)
    {
        JsonElement parameters = peer.Request.TryGetProperty("params", out JsonElement given) ? given : default;
        return peer.Request.GetProperty("method").GetString() switch
        {
            "initialize" => Initialize(parameters),
            "server/discover" => Discover(),
            "ping" => "{}",
            "tools/list" => Tools,
            "tools/call" => Call(peer, parameters),
            _ => null,
        };
    }

    private string Initialize(JsonElement parameters)
    {
        string version = Revision ?? parameters.GetProperty("protocolVersion").GetString()!;
        return $$$"""{"protocolVersion":"{{{version}}}","capabilities":{"tools":{}},"serverInfo":{"name":"fault-server","version":"1.0"}}""";
    }

    private string Discover() =>
        $$$"""{"resultType":"complete","supportedVersions":["{{{Revision ?? "2026-07-28"}}}"],"capabilities":{"tools":{}},"ttlMs":0,"cacheScope":"private"}""";

    private static string Call(RawPeer peer, JsonElement parameters)
    {
        JsonElement arguments = parameters.TryGetProperty("arguments", out JsonElement given) ? given : default;
        switch (parameters.GetProperty("name").GetString())
        {
            case "echo":
                return Text(arguments.GetProperty("message").GetRawText());
            case "count":
                int to = arguments.ValueKind == JsonValueKind.Object && arguments.TryGetProperty("to", out JsonElement limit) ? limit.GetInt32() : 3;
                if (parameters.TryGetProperty("_meta", out JsonElement meta) && meta.TryGetProperty("progressToken", out JsonElement token))
                {
                    for (int i = 1; i <= to; i++)
                        peer.WriteLine($$$"""{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":{{{token.GetRawText()}}},"progress":{{{i}}},"total":{{{to}}}}}""");
                }

                return Text($"\"{to}\"");
            default:
                return """{"content":[{"type":"text","text":"There is no such tool."}],"isError":true}""";
        }
    }

    private static string Text(string json) => $$$"""{"content":[{"type":"text","text":{{{json}}}}]}""";
}
