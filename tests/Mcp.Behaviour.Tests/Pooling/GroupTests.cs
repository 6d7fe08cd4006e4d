using Mcp.Behaviour.Tests.Faults.Kit;
using Mcp.Behaviour.Tests.Kit;
using Mcp.TestServer;

namespace Mcp.Behaviour.Tests.Pooling;

public sealed class GroupTests
{
    [Fact]
    public async Task Tools_prompts_and_resources_of_all_servers_are_listed_and_called_by_names_that_say_whose_they_are()
    {
        await using McpClientGroup group = await Guard.Soon(McpClientGroup.ConnectAsync([new McpGroupServer("herd-1", new HerdTransport()), new McpGroupServer("demo", Neutral())]));

        List<McpGroupItem<McpTool>> tools = await Guard.Soon(group.ListToolsAsync().ToListAsync());
        List<McpGroupItem<McpPrompt>> prompts = await Guard.Soon(group.ListPromptsAsync().ToListAsync());
        List<McpGroupItem<McpResource>> resources = await Guard.Soon(group.ListResourcesAsync().ToListAsync());
        List<McpGroupItem<McpResourceTemplate>> templates = await Guard.Soon(group.ListResourceTemplatesAsync().ToListAsync());

        Assert.Contains(new McpGroupItem<string>("herd-1", "herd-1__echo", "echo"), tools.Select(tool => new McpGroupItem<string>(tool.Server, tool.Name, tool.Value.Name)));
        Assert.Contains("demo__touch", tools.Select(tool => tool.Name));
        Assert.Equal(["demo__greet", "demo__bare"], prompts.Select(prompt => prompt.Name));
        Assert.Equal(["demo demo://a", "demo demo://b"], resources.Select(resource => $"{resource.Server} {resource.Name}"));
        Assert.Equal(["demo://{city}"], templates.Select(template => template.Name));
        Assert.Equal("1", (await Guard.Soon(group.CallToolAsync("herd-1__who"))).Text);
        Assert.Equal("Greets.", (await Guard.Soon(group.GetPromptAsync("demo__greet", new Dictionary<string, string> { ["who"] = "Ada" }))).Description);
        Assert.Equal("content of a", (await Guard.Soon(group.ReadResourceAsync("demo", "demo://a")))[0].Text);
        Assert.Equal("1", await PoolTests.WhoAsync(group["herd-1"]));
    }

    [Fact]
    public async Task A_snapshot_has_a_catalog_of_each_server_and_all_of_it_by_qualified_names()
    {
        await using McpClientGroup group = await Guard.Soon(McpClientGroup.ConnectAsync(
            [new McpGroupServer("b", Neutral()), new McpGroupServer("a", Neutral()), new McpGroupServer("down", new HerdTransport(_ => PoolTests.Down()))]));

        McpGroupCatalog all = await Guard.Soon(group.CaptureAsync());

        Assert.Equal(["a", "b"], all.Servers.Keys.Order());
        Assert.Equal(all.Servers["a"], await McpCatalog.CaptureAsync(group["a"]));
        Assert.Equal(["a__bare", "a__greet", "b__bare", "b__greet"], all.Prompts.Select(prompt => prompt.Name));
        Assert.Equal(["a", "b", "a", "b"], all.Resources.Select(resource => resource.Server));
        McpGroupFailure failure = Assert.Single(all.Failures);
        Assert.Equal(("down", "it is down"), (failure.Server, ((McpConnectionException)failure.Error).Close.Detail));
    }

    [Fact]
    public async Task A_server_that_cannot_be_connected_keeps_its_error_and_the_others_work()
    {
        await using McpClientGroup group = await Guard.Soon(McpClientGroup.ConnectAsync(
            [new McpGroupServer("up", new HerdTransport()), new McpGroupServer("down", new HerdTransport(_ => PoolTests.Down()))]));
        var failures = new List<McpGroupFailure>();

        List<McpGroupItem<McpTool>> tools = await Guard.Soon(group.ListToolsAsync().OnFailure(failures.Add).ToListAsync());
        McpConnectionException refused = await Assert.ThrowsAsync<McpConnectionException>(() => group.CallToolAsync("down__who").AsTask());

        Assert.Equal([("up", McpClientState.Ready, null), ("down", McpClientState.Faulted, "it is down")], group.Members.Select(member => (member.Name, member.State, (member.Error as McpConnectionException)?.Close.Detail)));
        Assert.Equal(["up__echo"], tools.Select(tool => tool.Name));
        Assert.Equal("down", Assert.Single(failures).Server);
        Assert.Equal((McpDisposition.NotSent, "tools/call", "it is down"), (refused.Disposition, refused.Method, refused.Close.Detail));
    }

    [Fact]
    public async Task A_server_that_shall_be_tried_again_comes_by_itself_and_whoever_held_its_caller_can_call()
    {
        var transport = new HerdTransport(attempt => attempt <= 3 ? PoolTests.Down() : null);
        var again = new McpClientOptions { Reconnect = { RetryInitialConnect = true, BackoffBase = TimeSpan.FromMilliseconds(1), BackoffMax = TimeSpan.FromMilliseconds(1) } };
        await using McpClientGroup group = await Guard.Soon(McpClientGroup.ConnectAsync(
            [new McpGroupServer("up", new HerdTransport()), new McpGroupServer("late", transport) { Options = again }]));
        McpCaller late = group["late"];

        await transport.LivesAsync(1);
        while (group.Members[1].State != McpClientState.Ready)
            await Task.Yield();

        Assert.Equal("1", await PoolTests.WhoAsync(late));
        Assert.Null(group.Members[1].Error);
        Assert.Equal(4, transport.Attempts);
    }

    [Fact]
    public async Task When_no_server_can_be_connected_the_error_names_each()
    {
        McpGroupServer[] servers = [new("one", new HerdTransport(_ => PoolTests.Down())), new("two", new HerdTransport(_ => PoolTests.Down()))];

        McpGroupException error = await Assert.ThrowsAsync<McpGroupException>(() => McpClientGroup.ConnectAsync(servers).AsTask());

        Assert.Equal("None of the group's 2 servers could be connected. one: The connection could not be opened: it is down. two: The connection could not be opened: it is down.", error.Message);
        Assert.Equal(["one", "two"], error.Failures.Select(failure => failure.Key));
        Assert.True(error.IsTransient);
    }

    [Fact]
    public async Task A_server_that_hangs_delays_nobody_elses_answers()
    {
        var clock = new SteppedClock();
        var stalled = new HerdTransport { Configure = (_, table) => table.Serve("tools/list", McpJson.Read, RawHandlers.Write, NeverAsync) };
        var lost = new HerdTransport { Gate = attempt => attempt > 1 ? Never : Task.CompletedTask };
        await using McpClientGroup group = await Guard.Soon(McpClientGroup.ConnectAsync(
        [
            new McpGroupServer("stalled", stalled) { Options = new McpClientOptions { TimeProvider = clock } },
            new McpGroupServer("lost", lost) { Options = new McpClientOptions { LoggerFactory = lost.Log } },
            new McpGroupServer("demo", Neutral()),
        ]));
        await lost.CutAsync(1);
        var failures = new List<McpGroupFailure>();
        await using IAsyncEnumerator<McpGroupItem<McpTool>> tools = group.ListToolsAsync(new McpCallOptions { Timeout = TimeSpan.FromSeconds(5) }).OnFailure(failures.Add).GetAsyncEnumerator();
        int demo = (await group["demo"].ListToolsAsync().ToListAsync()).Count;

        for (int i = 0; i < demo; i++)
        {
            Assert.True(await Guard.Soon(tools.MoveNextAsync()));
            Assert.Equal("demo", tools.Current.Server);
        }

        // The lost one was told of at once, the one that hangs is when its time is up.
        Assert.Equal(["lost"], failures.Select(failure => failure.Server));
        Task<bool> end = tools.MoveNextAsync().AsTask();
        while (!end.IsCompleted)
        {
            clock.Pass(TimeSpan.FromMilliseconds(500));
            await Task.Yield();
        }

        Assert.False(await end);
        Assert.Equal(["lost", "stalled"], failures.Select(failure => failure.Server));
        Assert.IsType<McpTimeoutException>(failures[1].Error);
    }

    [Fact]
    public async Task Whoever_leaves_a_list_early_leaves_nothing_behind()
    {
        var stalled = new HerdTransport { Configure = (_, table) => table.Serve("tools/list", McpJson.Read, RawHandlers.Write, NeverAsync) };
        await using McpClientGroup group = await Guard.Soon(McpClientGroup.ConnectAsync([new McpGroupServer("stalled", stalled), new McpGroupServer("demo", Neutral())]));

        await foreach (McpGroupItem<McpTool> _ in group.ListToolsAsync())
            break;

        Assert.All(group.Members, member => Assert.Equal(0, member.Connections[0].InFlight));
    }

    [Fact]
    public async Task Servers_come_and_go_while_others_are_called()
    {
        await using var group = new McpClientGroup();
        await group.AddAsync("base", new HerdTransport());
        int rounds = 0;
        Task calling = Task.Run(async () =>
        {
            while (Volatile.Read(ref rounds) < 10)
                Assert.Equal("1", (await Guard.Soon(group.CallToolAsync("base__who"))).Text);
        });

        for (; rounds < 10; Interlocked.Increment(ref rounds))
        {
            await Task.WhenAll(Enumerable.Range(0, 4).Select(async i =>
            {
                McpCaller caller = await group.AddAsync($"s{i}", new HerdTransport());
                Assert.Equal("1", await PoolTests.WhoAsync(caller));
                Assert.True(await group.RemoveAsync($"s{i}"));
            }));
        }

        await Guard.Soon(calling);
        Assert.Equal(["base"], group.Members.Select(member => member.Name));
    }

    [Fact]
    public async Task Removing_a_server_ends_its_calls_and_its_caller_says_so()
    {
        var transport = new HerdTransport();
        await using var group = new McpClientGroup();
        McpCaller caller = await group.AddAsync(new McpGroupServer("gone", transport) { Options = new McpClientOptions { Drain = TimeSpan.Zero }, Pool = new McpPoolOptions { Min = 2, Max = 2 } });
        Task<McpToolResult> held = group.CallToolAsync("gone__hold").AsTask();
        await transport.HeldAsync(1);
        Assert.Equal(2, group.Members[0].Connections.Count);

        bool removed = await group.RemoveAsync("gone");
        McpConnectionException cut = await Assert.ThrowsAsync<McpConnectionException>(() => Guard.Soon(held));
        McpConnectionException late = await Assert.ThrowsAsync<McpConnectionException>(() => PoolTests.WhoAsync(caller));

        Assert.True(removed);
        Assert.False(await group.RemoveAsync("gone"));
        Assert.False(group.TryGet("gone", out _));
        Assert.Equal((McpDisposition.Sent, McpDisposition.NotSent), (cut.Disposition, late.Disposition));
        Assert.Equal(McpCloseReason.ClientClosed, late.Close.Reason);
    }

    [Fact]
    public async Task Removing_a_server_that_is_just_being_connected_ends_that()
    {
        var transport = new HerdTransport { Gate = _ => Never };
        await using var group = new McpClientGroup();
        Task<McpCaller> adding = group.AddAsync("slow", transport).AsTask();
        await transport.AttemptsAsync(1);
        Assert.Equal(McpClientState.Connecting, group.Members[0].State);

        Assert.True(await group.RemoveAsync("slow"));

        McpConnectionException removed = await Assert.ThrowsAsync<McpConnectionException>(() => Guard.Soon(adding));
        Assert.Contains("'slow' was removed from the group", removed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_cannot_be_added_is_not_there()
    {
        await using var group = new McpClientGroup();

        await Assert.ThrowsAsync<McpConnectionException>(() => group.AddAsync("down", new HerdTransport(_ => PoolTests.Down())).AsTask());
        await group.AddAsync("up", new HerdTransport());
        ArgumentException twice = await Assert.ThrowsAsync<ArgumentException>(() => group.AddAsync("up", new HerdTransport()).AsTask());

        Assert.Equal(["up"], group.Members.Select(member => member.Name));
        Assert.Contains("has a server 'up' already", twice.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("who", "'who' is no qualified name")]
    [InlineData("__who", "'__who' is no qualified name")]
    [InlineData("up__", "'up__' is no qualified name")]
    [InlineData("other__who", "the group has no server 'other'; it has 'up'.")]
    public async Task A_name_that_leads_nowhere_says_why(string name, string why)
    {
        await using McpClientGroup group = await Guard.Soon(McpClientGroup.ConnectAsync([new McpGroupServer("up", new HerdTransport())]));

        McpUnsupportedException error = await Assert.ThrowsAsync<McpUnsupportedException>(() => group.CallToolAsync(name).AsTask());

        Assert.Contains(why, error.Message, StringComparison.Ordinal);
        Assert.Throws<KeyNotFoundException>(() => group["other"]);
    }

    [Fact]
    public async Task A_disposed_group_takes_nobody_in()
    {
        McpClientGroup group = await Guard.Soon(McpClientGroup.ConnectAsync([new McpGroupServer("up", new HerdTransport())]));
        await Guard.Soon(Task.WhenAll(group.DisposeAsync().AsTask(), group.DisposeAsync().AsTask()));

        await Assert.ThrowsAsync<ObjectDisposedException>(() => group.AddAsync("late", new HerdTransport()).AsTask());
        Assert.Empty(group.Members);
    }

    private static Task Never { get; } = new TaskCompletionSource().Task;

    private static McpTransport Neutral() => new McpServer(new McpServerOptions { Handlers = { new NeutralServer().Table() } }).AsTransport();

    private static async ValueTask<McpJson> NeverAsync(McpJson parameters, McpRequestContext context, CancellationToken cancellationToken)
    {
        await Never.WaitAsync(cancellationToken);
        return McpJson.EmptyObject;
    }
}
