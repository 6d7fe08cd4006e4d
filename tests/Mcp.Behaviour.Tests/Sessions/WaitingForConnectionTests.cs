using Mcp.Behaviour.Tests.Faults.Kit;
using Mcp.Behaviour.Tests.Kit;
using Mcp.Transports;
using Mcp.Transports.InProcess;

namespace Mcp.Behaviour.Tests.Sessions;

/// <summary>Calls that are made while there is no connection.</summary>
public sealed class WaitingForConnectionTests
{
    private static readonly McpMethod<Action, McpJson> Written = new("tools/list", static (_, write) => write(), McpJson.Read);

    [Fact]
    public async Task A_new_call_does_not_overtake_those_that_waited_for_the_connection()
    {
        var clock = new HeldClock();
        await using McpClient client = await ConnectAsync(new McpClientOptions { TimeProvider = clock });
        Latest.Abort(new McpCloseInfo(McpCloseReason.PeerClosed));
        await clock.ReconnectIsHeldAsync();
        var order = new List<string>();
        Task third = Task.CompletedTask;
        Task first = CallAsync("first", () => third = CallAsync("third"));
        Task second = CallAsync("second");

        await clock.LetReconnectAsync();

        await Guard.Soon(Task.WhenAll(first, second));
        await Guard.Soon(third);
        Assert.Equal(["first", "second", "third"], order);

        Task CallAsync(string name, Action? meanwhile = null) => client.InvokeAsync(Written, () =>
        {
            order.Add(name);
            meanwhile?.Invoke();
        }).AsTask();
    }

    [Fact]
    public async Task A_fault_that_would_come_again_does_not_fail_calls_that_had_not_left()
    {
        await using McpClient client = await ConnectAsync(new McpClientOptions { Limits = { MaxInFlight = 1 } });
        Task<McpToolResult> guilty = client.CallToolAsync("wait").AsTask();
        Assert.Equal(1, client.InFlight);
        Task<McpToolResult> innocent = client.CallToolAsync("echo", McpJson.Parse("""{"message":"hi"}""")).AsTask();

        Latest.Abort(new McpCloseInfo(McpCloseReason.FrameTooLarge) { IsTransient = false });

        McpConnectionException error = await Assert.ThrowsAsync<McpConnectionException>(() => Guard.Soon(guilty));
        Assert.Equal(McpDisposition.Sent, error.Disposition);
        Assert.Equal("hi", (await Guard.Soon(innocent)).Text);
    }

    private IConnection Latest { get; set; } = null!;

    private ValueTask<McpClient> ConnectAsync(McpClientOptions options)
    {
        McpHandlerTable table = RawHandlers.Server();
        var server = new McpServer(new McpServerOptions { Handlers = { table } });
        return McpClient.ConnectAsync(
            new InProcessTransport("server", (connection, _) =>
            {
                Latest = connection;
                server.Attach(connection);
                return ValueTask.CompletedTask;
            }),
            options);
    }
}
