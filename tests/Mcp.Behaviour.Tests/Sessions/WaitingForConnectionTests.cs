using Mcp.Behaviour.Tests.Faults.Kit;
using Mcp.Behaviour.Tests.Kit;
using Mcp.Diagnostics;
using Mcp.Options;
using Mcp.Resilience;
using Mcp.Sessions;
using Mcp.Transports;
using Mcp.Transports.InProcess;

namespace Mcp.Behaviour.Tests.Sessions;

/// <summary>Calls that are made while there is no connection.</summary>
public sealed class WaitingForConnectionTests
{
    private static readonly McpMethod<Action, McpJson> Written = new("tools/list", static (_, write) => write(), McpJson.Read);

    private static readonly McpMethod<McpJson, McpJson> CallTool = new("tools/call", RawHandlers.Write, McpJson.Read);

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
        var server = new McpServer(new McpServerOptions { Handlers = { RawHandlers.Server() } });
        RuntimeServices services = McpClient.ServicesFor(TimeProvider.System, null, new McpLimits { MaxInFlight = 1 });
        var supervisor = new ConnectionSupervisor(
            services, ClientSettings.From(new McpClientOptions(), [], PeerAddress.Pipe), server.AsTransport(), new McpReconnectOptions(), static _ => { });
        await supervisor.ConnectAsync(TimeSpan.FromSeconds(20), CancellationToken.None);
        Task<McpJson> guilty = CallAsync("""{"name":"wait"}""");
        Task<McpJson> innocent = CallAsync("""{"name":"echo","arguments":{"message":"hi"}}""");
        Assert.Equal(1, supervisor.InFlight);

        supervisor.Current!.Connection.Abort(new McpCloseInfo(McpCloseReason.FrameTooLarge) { IsTransient = false });

        McpConnectionException error = await Assert.ThrowsAsync<McpConnectionException>(() => Guard.Soon(guilty));
        Assert.Equal((McpCloseReason.FrameTooLarge, McpDisposition.Sent), (error.Close.Reason, error.Disposition));
        Assert.Contains("hi", (await Guard.Soon(innocent)).ToString(), StringComparison.Ordinal);
        await supervisor.CloseAsync();

        Task<McpJson> CallAsync(string parameters) =>
            PendingCall<McpJson, McpJson>.Start(supervisor, services, CallTool, McpJson.Parse(parameters), default, CancellationToken.None).AsTask();
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
