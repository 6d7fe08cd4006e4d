using Mcp.Behaviour.Tests.Faults.Kit;
using Mcp.Behaviour.Tests.Kit;

namespace Mcp.Behaviour.Tests.Sessions;

public sealed class InputRequiredTests
{
    [Fact]
    public async Task Nobody_is_asked_when_one_of_the_inputs_cannot_be_given()
    {
        int asked = 0;
        McpHandlerTable table = RawHandlers.Server();
        table.Serve("tools/call", McpJson.Read, RawHandlers.Write, static (_, _, _) => ValueTask.FromResult(McpJson.Parse(
            """{"resultType":"input_required","inputRequests":{"a":{"method":"sampling/createMessage","params":{}},"b":{"method":"roots/list"}}}""")));
        var sampling = new McpHandlerTable();
        sampling.Declare("sampling");
        sampling.Serve("sampling/createMessage", McpJson.Read, RawHandlers.Write, (_, _, _) =>
        {
            Interlocked.Increment(ref asked);
            return ValueTask.FromResult(McpJson.EmptyObject);
        });
        var server = new McpServer(new McpServerOptions { Handlers = { table } });
        await using McpClient client = await McpClient.ConnectAsync(
            server.AsTransport(), new McpClientOptions { ProtocolVersions = { McpRevision.V2026_07_28 }, Handlers = { sampling } });

        McpProtocolException error = await Assert.ThrowsAsync<McpProtocolException>(() => Guard.Soon(client.CallToolAsync("x").AsTask()));

        Assert.Contains("'roots/list'", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, asked);
        Assert.Single(await client.ListToolsAsync().ToListAsync());
    }
}
