namespace Mcp.Interop;

/// <summary>A client of one server process, with calls over raw JSON.</summary>
internal sealed class Peer(McpClient client) : IAsyncDisposable
{
    public McpClient Client => client;

    public static async Task<Peer> ConnectAsync(McpRevision revision, McpStdioOptions stdio, params McpHandlerTable[] handlers)
    {
        var options = new McpClientOptions();
        options.ProtocolVersions.Add(revision);
        foreach (McpHandlerTable table in handlers)
            options.Handlers.Add(table);
        return new Peer(await McpClient.ConnectAsync(McpTransport.Stdio(stdio), options));
    }

    public async Task<McpJson> AskAsync(string method, string parameters = "{}", McpCallOptions options = default, CancellationToken cancellationToken = default) =>
        await client.InvokeAsync(new McpMethod<McpJson, McpJson>(method, static (writer, value) => writer.WriteJson(value), McpJson.Read), McpJson.Parse(parameters), options, cancellationToken);

    /// <summary>The whole result of a tool as JSON text.</summary>
    public async Task<string> ToolAsync(string tool, string arguments = "{}", McpCallOptions options = default, CancellationToken cancellationToken = default) =>
        (await AskAsync("tools/call", $$"""{"name":"{{tool}}","arguments":{{arguments}}}""", options, cancellationToken)).ToString();

    public ValueTask DisposeAsync() => client.DisposeAsync();
}

internal static class TextExtensions
{
    public static bool Has(this string text, string part) => text.Contains(part, StringComparison.Ordinal);

    public static bool Has(this McpJson json, string part) => json.ToString().Has(part);
}
