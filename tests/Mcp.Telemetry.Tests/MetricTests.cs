using Mcp.Telemetry.Tests.Kit;

namespace Mcp.Telemetry.Tests;

[Collection(Listening.Name)]
public sealed class MetricTests
{
    [Theory]
    [InlineData("good", null, null)]
    [InlineData("bad", "tool_error", null)]
    [InlineData("none", "-32602", "-32602")]
    public async Task A_call_is_measured_on_both_sides_with_its_outcome(string tool, string? error, string? status)
    {
        using var measured = new Measurements();
        await using McpClient client = await Server.ConnectAsync(Server.Create());

        await CallAsync(client, tool);

        foreach (string instrument in new[] { "mcp.client.operation.duration", "mcp.server.operation.duration" })
        {
            Measurement call = Assert.Single(measured.Of(instrument), IsToolCall);
            Assert.Equal("s", call.Unit);
            Assert.InRange(call.Value, 0, 60);
            // A name that no tool has is the client's invention, and a server's metrics must not grow with those.
            Assert.Equal(status is not null && instrument.Contains("server", StringComparison.Ordinal) ? null : tool, call.Tags.GetValueOrDefault("gen_ai.tool.name"));
            Assert.Equal("execute_tool", call.Tags["gen_ai.operation.name"]);
            Assert.Equal("2025-11-25", call.Tags["mcp.protocol.version"]);
            Assert.Equal("pipe", call.Tags["network.transport"]);
            Assert.Equal(error, call.Tags.GetValueOrDefault("error.type"));
            Assert.Equal(status, call.Tags.GetValueOrDefault("rpc.response.status_code"));
        }
    }

    [Fact]
    public async Task A_cancelled_and_a_timed_out_call_say_so()
    {
        using var measured = new Measurements();
        await using McpClient client = await Server.ConnectAsync(Server.Create());
        using var cancel = new CancellationTokenSource();

        Task<McpToolResult> cancelled = client.CallToolAsync("hang", cancellationToken: cancel.Token).AsTask();
        cancel.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        await Assert.ThrowsAsync<McpTimeoutException>(() => client.CallToolAsync("hang", options: new McpCallOptions { Timeout = TimeSpan.FromMilliseconds(1) }).AsTask());

        Assert.Equal(["cancelled", "timeout"], measured.Of("mcp.client.operation.duration").Where(IsToolCall).Select(call => call.Tags["error.type"]));
    }

    [Fact]
    public async Task What_is_counted_up_is_counted_down()
    {
        using var measured = new Measurements();
        await using (McpClient client = await Server.ConnectAsync(Server.Create()))
        {
            Assert.Equal(1, measured.Of("mcp.client.connection.count").Sum(change => change.Value));
            await CallAsync(client, "good");
            await CallAsync(client, "none");
        }

        Assert.Equal(0, measured.Of("mcp.client.connection.count").Sum(change => change.Value));
        Assert.NotEmpty(measured.Of("mcp.client.request.active"));
        Assert.Equal(0, measured.Of("mcp.client.request.active").Sum(change => change.Value));
    }

    [Fact]
    public async Task A_session_is_measured_by_both_sides_when_it_ends()
    {
        using var measured = new Measurements();
        await using (McpClient client = await Server.ConnectAsync(Server.Create()))
            Assert.Empty(measured.Of("mcp.client.session.duration"));

        Measurement session = Assert.Single(measured.Of("mcp.client.session.duration"));
        Assert.Equal("2025-11-25", session.Tags["mcp.protocol.version"]);
        Assert.DoesNotContain("error.type", session.Tags.Keys);
        Assert.Single(measured.Of("mcp.server.session.duration"));
    }

    [Fact]
    public async Task Bytes_are_counted_in_both_directions()
    {
        using var measured = new Measurements();
        await using McpClient client = await Server.ConnectAsync(Server.Create());

        await CallAsync(client, "good");

        ILookup<object?, double> bytes = measured.Of("mcp.client.io").ToLookup(io => io.Tags["direction"], io => io.Value);
        Assert.True(bytes["transmit"].Sum() > """{"jsonrpc":"2.0","method":"tools/call","id":1,"params":{"name":"good"}}""".Length);
        Assert.True(bytes["receive"].Sum() > """{"jsonrpc":"2.0","id":1,"result":{}}""".Length);
    }

    private static bool IsToolCall(Measurement call) => (string?)call.Tags["mcp.method.name"] == "tools/call";

    private static async Task CallAsync(McpClient client, string tool)
    {
        try
        {
            await client.CallToolAsync(tool);
        }
        catch (McpRemoteException)
        {
            // How the call ends is what is measured.
        }
    }
}
