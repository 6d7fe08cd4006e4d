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
        IConnection? latest = null;
        var server = new McpServer(new McpServerOptions { Handlers = { RawHandlers.Server() } });
        var transport = new InProcessTransport("server", (connection, _) =>
        {
            latest = connection;
            server.Attach(connection);
            return ValueTask.CompletedTask;
        });
        await using McpClient client = await McpClient.ConnectAsync(transport, new McpClientOptions { TimeProvider = clock });
        latest!.Abort(new McpCloseInfo(McpCloseReason.PeerClosed));
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
}
