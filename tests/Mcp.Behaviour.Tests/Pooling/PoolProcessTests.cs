using System.Diagnostics;
using System.Globalization;
using Mcp.Behaviour.Tests.Faults.Kit;

namespace Mcp.Behaviour.Tests.Pooling;

/// <summary>A pool and a group of real processes, some of which are killed while they work.</summary>
public sealed class PoolProcessTests
{
    [Fact]
    public async Task Killing_one_of_three_processes_under_load_costs_only_the_tool_calls_that_it_had()
    {
        var log = new EventLog();
        await using McpClientPool pool = await Guard.Soon(McpClientPool.ConnectAsync(Child(), new McpClientOptions { LoggerFactory = log, RetryBudget = 1_000 }, new McpPoolOptions { Min = 3, Max = 3 }));
        int[] processes = Processes(log);
        int done = 0;
        int lost = 0;
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var replaced = new CancellationTokenSource();

        Task[] callers = [.. Enumerable.Range(0, 24).Select(async caller =>
        {
            for (int i = 0; !replaced.IsCancellationRequested; i++)
            {
                // A list is never lost; a call is, when its own process dies, and says that it was sent.
                if (caller % 2 == 0)
                    Assert.NotEmpty(await Guard.Soon(pool.ListToolsAsync().ToListAsync()));
                else if (!await EchoAsync(pool, $"{caller} {i}"))
                    Interlocked.Increment(ref lost);
                if (Interlocked.Increment(ref done) == 500)
                    enough.TrySetResult();
            }
        })];
        await Guard.Soon(enough.Task);
        using (Process victim = Process.GetProcessById(processes[1]))
            victim.Kill();
        await log.WhenAsync(PoolEvents.Reconnected, 1);
        replaced.Cancel();

        await Guard.Soon(Task.WhenAll(callers));
        Assert.InRange(lost, 0, 12);
        Assert.Equal((3, 0, 0), (pool.Size, pool.InFlight, pool.WaitingCalls));
        Assert.True(await EchoAsync(pool, "next"));
        await pool.DisposeAsync();
        Assert.All(Processes(log), id => Assert.False(ChildClient.IsAlive(id)));
    }

    [Fact]
    public async Task The_death_of_one_server_of_a_group_is_no_concern_of_the_others()
    {
        var log = new EventLog();
        await using McpClientGroup group = await Guard.Soon(McpClientGroup.ConnectAsync(
        [
            new McpGroupServer("mortal", Child()) { Options = new McpClientOptions { LoggerFactory = log, Reconnect = { Enabled = false } } },
            new McpGroupServer("steady", Child()),
        ]));
        using (Process victim = Process.GetProcessById(Processes(log)[0]))
            victim.Kill();
        while (group.Members[0].State != McpClientState.Faulted)
            Assert.True(await EchoAsync(group["steady"], "on and on"));
        var failures = new List<McpGroupFailure>();

        List<McpGroupItem<McpTool>> tools = await Guard.Soon(group.ListToolsAsync().OnFailure(failures.Add).ToListAsync());

        Assert.All(tools, tool => Assert.StartsWith("steady__", tool.Name, StringComparison.Ordinal));
        Assert.NotEmpty(tools);
        Assert.Equal("mortal", Assert.Single(failures).Server);
        await Assert.ThrowsAsync<McpConnectionException>(() => group.CallToolAsync("mortal__echo").AsTask());
    }

    private static McpTransport Child() => McpTransport.Stdio(ChildProgram.Host, [ChildProgram.TestServer, "--neutral"]);

    private static int[] Processes(EventLog log) => [.. log.Of(EventLog.ProcessStarted).Select(started => Convert.ToInt32(started.Values["ProcessId"], CultureInfo.InvariantCulture))];

    private static async Task<bool> EchoAsync(McpCaller caller, string message)
    {
        try
        {
            McpToolResult result = await Guard.Soon(caller.CallToolAsync("echo", McpJson.Parse($$"""{"message":"{{message}}"}""")));
            Assert.Equal(message, result.Text);
            return true;
        }
        catch (McpConnectionException error)
        {
            Assert.Equal(McpDisposition.Sent, error.Disposition);
            return false;
        }
    }
}
