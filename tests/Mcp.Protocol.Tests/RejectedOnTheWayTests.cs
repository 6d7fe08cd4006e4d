namespace Mcp.Protocol.Tests;

/// <summary>The rule for wrong items over a connection: in a list that is fetched, and in what a peer asks.</summary>
public sealed class RejectedOnTheWayTests
{
    [Fact]
    public async Task A_neutral_list_leaves_a_broken_tool_out_and_reports_it()
    {
        await using McpClient client = await McpClient.ConnectAsync(Server());
        List<McpRejectedItem> told = [];

        List<McpTool> tools = await client.ListToolsAsync().OnRejected(told.Add).ToListAsync();

        Assert.Equal(["a", "b"], tools.Select(static tool => tool.Name));
        Assert.Equal([("ListToolsResult.tools", 1)], told.Select(static item => (item.Member, item.Index)));
    }

    [Fact]
    public async Task A_typed_list_leaves_a_broken_tool_out_and_reports_it()
    {
        await using McpClient<V2025_03_26.IMcpClient> client = await McpClient.ConnectAsync<V2025_03_26.IMcpClient>(Server());
        List<McpRejectedItem> told = [];

        List<V2025_03_26.Tool> tools = await client.Protocol.ListToolsAsync().OnRejected(told.Add).ToListAsync();

        Assert.Equal(["a", "b"], tools.Select(static tool => tool.Name));
        Assert.Equal([("ListToolsResult.tools", 1)], told.Select(static item => (item.Member, item.Index)));
    }

    [Fact]
    public async Task Params_with_a_wrong_item_are_refused()
    {
        McpRemoteException? refused = null;
        var table = new McpHandlerTable();
        table.Declare("tools");
        table.Serve("tools/list", McpJson.Read, Write, async (_, context, cancellationToken) =>
        {
            refused = await Assert.ThrowsAsync<McpRemoteException>(async () => await context.Peer.InvokeAsync(Sample, WrongMessages, default, cancellationToken));
            return McpJson.Parse("""{"tools":[]}""");
        });
        var options = new McpClientOptions { Handlers = { V2025_03_26.McpHandlers.Bind(new Sampler()) } };
        await using McpClient client = await McpClient.ConnectAsync(Transport(table), options);

        await client.ListToolsAsync().ToListAsync();

        Assert.Equal(McpErrorCodes.InvalidParams, refused!.Code);
    }

    private static readonly McpMethod<McpJson, McpJson> Sample = new("sampling/createMessage", Write, McpJson.Read);

    private static readonly McpJson WrongMessages = McpJson.Parse(
        """{"maxTokens":1,"messages":[{"role":"user","content":{"type":"text","text":"a"}},{"role":"user"}]}""");

    private static McpTransport Server()
    {
        var table = new McpHandlerTable();
        table.Declare("tools");
        table.Serve("tools/list", McpJson.Read, Write, static (_, _, _) => ValueTask.FromResult(McpJson.Parse(
            """{"tools":[{"name":"a","inputSchema":{}},{"name":7,"inputSchema":{}},{"name":"b","inputSchema":{}}]}""")));
        return Transport(table);
    }

    private static McpTransport Transport(McpHandlerTable table) =>
        new McpServer(new McpServerOptions { ServerName = "wrong", Handlers = { table } }).AsTransport();

    private static void Write(McpJsonWriter writer, McpJson value) => writer.WriteJson(value);

    private sealed class Sampler : V2025_03_26.ISamplingHandler
    {
        public ValueTask<V2025_03_26.CreateMessageResult> CreateMessageAsync(
            V2025_03_26.CreateMessageRequestParams parameters, McpRequestContext context, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("The params should not have been read.");
    }
}
