using Mcp;

// Tool, TextContent and the other types come from the revision that the project file chooses.
var server = new McpServer(new McpServerOptions { ServerName = "echo", Handlers = { McpHandlers.Bind(new Echo()) } });
await using McpClient client = await McpClient.ConnectAsync(server.AsTransport(), new McpClientOptions { ProtocolVersions = { McpRevision.V2025_06_18 } });
Console.WriteLine($"{await client.As<IEcho>().EchoAsync("hello")} over {IEcho.Describe().ProtocolVersion}");
Console.WriteLine(await client.CheckAsync<IEcho>());

/// <summary>The contract.</summary>
[McpClient]
public partial interface IEcho
{
    /// <summary>Repeats a message.</summary>
    Task<string> EchoAsync(string message, CancellationToken cancellationToken = default);
}

internal sealed class Echo : IToolsHandler
{
    public ValueTask<ListToolsResult> ListToolsAsync(PaginatedRequestParams parameters, McpRequestContext context, CancellationToken cancellationToken) => ValueTask.FromResult(new ListToolsResult
    {
        Tools = [new Tool { Name = "echo", InputSchema = McpJson.Parse("""{"type":"object","properties":{"message":{"type":"string"}},"required":["message"]}""") }],
    });

    public ValueTask<CallToolResult> CallToolAsync(CallToolRequestParams parameters, McpRequestContext context, CancellationToken cancellationToken)
    {
        parameters.Arguments!.Value.TryGetProperty("message", out McpJson message);
        return ValueTask.FromResult(new CallToolResult { Content = [new TextContent { Text = message.GetString() }] });
    }
}
