using Mcp.Behaviour.Tests.Faults.Kit;
using Mcp.Behaviour.Tests.Resilience.Kit;

namespace Mcp.Behaviour.Tests.Resilience;

/// <summary>Which lost calls are sent again, who decides it, and how much of it there may be.</summary>
public sealed class RetryTests
{
    private const int BudgetExhausted = 1108;

    private readonly EventLog _events = new();
    private PlannedTransport _transport = null!;

    [Fact]
    public async Task A_tool_call_is_sent_again_when_every_tool_may_be_called_twice()
    {
        await using var child = new FaultChild("serve --die-on tools/call");
        await child.ConnectAsync(configure: options => options.ToolRetry = McpToolRetry.Always);

        Assert.Equal("special", (await child.CallAsync()).Text);

        Assert.Equal(2, child.Journal.Read().Count(received => received.Method == "tools/call"));
        await child.TheNextCallWorksAsync();
    }

    [Theory]
    [InlineData(McpToolRetry.Never, null, 1)]
    [InlineData(McpToolRetry.Never, McpRetry.Safe, 2)]
    [InlineData(McpToolRetry.Always, null, 2)]
    [InlineData(McpToolRetry.Always, McpRetry.Never, 1)]
    public async Task The_call_itself_comes_before_the_option(McpToolRetry option, McpRetry? own, int executions)
    {
        ToldServer server = Losing("tools/call");
        await using McpClient client = await ConnectAsync(server, options => options.ToolRetry = option);

        Task<McpToolResult> call = Guard.Soon(client.CallToolAsync("echo", McpJson.EmptyObject, new McpCallOptions { Retry = own }).AsTask());

        if (executions == 1)
            Assert.Equal(McpDisposition.Sent, (await Assert.ThrowsAsync<McpConnectionException>(() => call)).Disposition);
        else
            Assert.Equal("done", (await call).Text);
        await client.ListToolsAsync().ToListAsync();
        Assert.Equal(executions, server.OfLife(1).Concat(server.OfLife(2)).Count(what => what == "tools/call"));
    }

    [Theory]
    [InlineData(McpToolRetry.ReadOnlyHint, """{"readOnlyHint":true}""", true)]
    [InlineData(McpToolRetry.ReadOnlyHint, """{"idempotentHint":true}""", false)]
    [InlineData(McpToolRetry.ReadOnlyHint, """{"readOnlyHint":"yes"}""", false)]
    [InlineData(McpToolRetry.IdempotentHint, """{"idempotentHint":true}""", true)]
    [InlineData(McpToolRetry.IdempotentHint, """{"readOnlyHint":true}""", true)]
    [InlineData(McpToolRetry.IdempotentHint, "{}", false)]
    public async Task The_server_is_asked_after_the_loss_what_it_says_of_the_tool(McpToolRetry trust, string annotations, bool again)
    {
        ToldServer server = Losing("tools/call", annotations);
        await using McpClient client = await ConnectAsync(server, options => options.ToolRetry = trust);

        Task<McpToolResult> call = Guard.Soon(client.CallToolAsync("echo", McpJson.EmptyObject).AsTask());

        if (again)
            Assert.Equal("done", (await call).Text);
        else
            Assert.Equal((McpDisposition.Sent, "cut"), ((await Assert.ThrowsAsync<McpConnectionException>(() => call)).Disposition, call.Exception!.InnerException is McpConnectionException lost ? lost.Close.Detail : ""));
        Assert.Equal(["tools/call"], server.OfLife(1));
        Assert.Equal(again ? ["tools/list", "tools/call"] : ["tools/list"], server.OfLife(2));
    }

    [Fact]
    public async Task A_client_that_is_closed_while_the_server_is_asked_tells_of_the_loss()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var server = new ToldServer
        {
            Before = async (life, method, token) =>
            {
                if (life == 1)
                    _transport.Cut();
                else
                    asked.TrySetResult();
                await new TaskCompletionSource().Task.WaitAsync(token);
            },
        };
        McpClient client = await ConnectAsync(server, options => options.ToolRetry = McpToolRetry.IdempotentHint);
        Task<McpToolResult> call = client.CallToolAsync("echo", McpJson.EmptyObject).AsTask();
        await Guard.Soon(asked.Task);

        await client.DisposeAsync();

        Assert.Equal(McpDisposition.Sent, (await Assert.ThrowsAsync<McpConnectionException>(() => Guard.Soon(call))).Disposition);
    }

    [Fact]
    public async Task Retries_end_with_the_budget_and_what_was_not_sent_costs_nothing()
    {
        ToldServer server = Losing("tools/list", lives: 100);
        await using McpClient client = await ConnectAsync(server, options =>
        {
            options.RetryBudget = 4;
            options.MaxRetries = 100;
        });

        McpConnectionException error = await Assert.ThrowsAsync<McpConnectionException>(() => Guard.Soon(client.ListToolsAsync().ToListAsync().AsTask()));

        Assert.Equal(McpDisposition.Sent, error.Disposition);
        Assert.Equal(1, _events.Count(BudgetExhausted));
        // Two of four: below half of it there are none.
        Assert.Equal(3, Lists(server));
        Assert.Equal("done", (await Guard.Soon(client.CallToolAsync("echo", McpJson.EmptyObject).AsTask())).Text);
    }

    [Fact]
    public async Task One_call_is_sent_again_as_often_as_the_option_says()
    {
        ToldServer server = Losing("tools/list", lives: 100);
        await using McpClient client = await ConnectAsync(server, options => options.MaxRetries = 1);

        await Assert.ThrowsAsync<McpConnectionException>(() => Guard.Soon(client.ListToolsAsync().ToListAsync().AsTask()));

        Assert.Equal(2, Lists(server));
        Assert.Equal(0, _events.Count(BudgetExhausted));
    }

    private static int Lists(ToldServer server) => Enumerable.Range(1, 10).Sum(life => server.OfLife(life).Count(what => what == "tools/list"));

    /// <summary>A server that loses its connection over a method in its first lives.</summary>
    private ToldServer Losing(string lost, string annotations = "{}", int lives = 1) => new()
    {
        Annotations = annotations,
        Before = async (life, method, token) =>
        {
            if (life > lives || method != lost)
                return;
            _transport.Cut();
            await new TaskCompletionSource().Task.WaitAsync(token);
        },
    };

    private Task<McpClient> ConnectAsync(ToldServer server, Action<McpClientOptions> configure)
    {
        _transport = new PlannedTransport(server: server.Create);
        return PlannedClient.ConnectAsync(_transport, new EagerClock(), configure, _events);
    }
}
