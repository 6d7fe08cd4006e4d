using Mcp.Behaviour.Tests.Faults.Kit;
using Mcp.Behaviour.Tests.Kit;
using Mcp.Behaviour.Tests.Neutral;

namespace Mcp.Behaviour.Tests.Pooling;

/// <summary>Which connection a call takes, and what becomes of it when connections are lost.</summary>
public sealed class PoolTests
{
    public static TheoryData<string> Revisions => NeutralClient.Revisions;

    [Theory]
    [MemberData(nameof(Revisions))]
    public async Task Calls_at_the_same_time_take_a_connection_each_in_every_revision(string revision)
    {
        var transport = new HerdTransport();
        var options = new McpClientOptions();
        options.ProtocolVersions.Add(McpRevision.Known.Single(known => known.Date == revision));
        await using McpClientPool pool = await Guard.Soon(McpClientPool.ConnectAsync(transport, options, new McpPoolOptions { Min = 4, Max = 4 }));

        Task<McpToolResult>[] held = [.. Enumerable.Range(0, 8).Select(_ => pool.CallToolAsync("hold").AsTask())];
        await transport.HeldAsync(8);
        int inFlight = pool.InFlight;
        transport.Release();
        McpToolResult[] results = await Guard.Soon(Task.WhenAll(held));

        Assert.Equal([2, 2, 2, 2], results.GroupBy(result => result.Text).Select(group => group.Count()));
        Assert.Equal((4, 8, 0), (pool.Size, inFlight, pool.InFlight));
        Assert.Equal(revision, pool.NegotiatedVersion.Date);
        Assert.Equal(["echo"], (await McpCatalog.CaptureAsync(pool)).Tools.Select(tool => tool.Name));
        Assert.All(pool.GetSnapshots(), snapshot => Assert.Equal(McpClientState.Ready, snapshot.State));
    }

    [Fact]
    public async Task A_safe_request_in_flight_goes_on_over_another_connection_when_its_own_is_lost_and_stays_lost()
    {
        var listing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var transport = new HerdTransport(attempt => attempt > 2 ? Down() : null)
        {
            Configure = (server, table) =>
            {
                if (server == 1)
                    table.Serve("prompts/list", McpJson.Read, RawHandlers.Write, (_, _, cancellationToken) => NeverAsync(listing, cancellationToken));
                else
                    table.Serve("prompts/list", McpJson.Read, RawHandlers.Write, (_, _, _) => ValueTask.FromResult(McpJson.Parse("""{"prompts":[{"name":"p"}]}""")));
            },
        };
        await using McpClientPool pool = await ConnectAsync(transport, 2);
        // Equals take turns: one of the two lists gets to the server that does not answer.
        Task<List<McpPrompt>>[] lists = [pool.ListPromptsAsync().ToListAsync().AsTask(), pool.ListPromptsAsync().ToListAsync().AsTask()];
        await Guard.Soon(listing.Task);
        await transport.CutAsync(1);

        Assert.All(await Guard.Soon(Task.WhenAll(lists)), list => Assert.Equal("p", Assert.Single(list).Name));
        Assert.Equal("2", await WhoAsync(pool));
    }

    [Fact]
    public async Task No_call_waits_for_a_lost_connection_while_another_one_stands()
    {
        var transport = new HerdTransport(attempt => attempt > 3 ? Down() : null);
        await using McpClientPool pool = await ConnectAsync(transport, 3);
        await transport.CutAsync(1, 3);

        for (int i = 0; i < 50; i++)
            Assert.Equal("2", await WhoAsync(pool));

        Assert.Equal(0, transport.Log.Count(PoolEvents.PickQueued));
        Assert.Equal(3, pool.Size);
    }

    [Fact]
    public async Task A_tool_call_in_flight_fails_as_sent_and_the_next_one_works()
    {
        var transport = new HerdTransport();
        await using McpClientPool pool = await ConnectAsync(transport, 2);
        Task<McpToolResult> held = pool.CallToolAsync("hold").AsTask();
        await transport.HeldAsync(1);

        await transport.CutAsync(transport.Held[0]);
        McpConnectionException lost = await Assert.ThrowsAsync<McpConnectionException>(() => Guard.Soon(held));

        Assert.Equal((McpDisposition.Sent, $"cut {transport.Held[0]}"), (lost.Disposition, lost.Close.Detail));
        Assert.NotEmpty(await WhoAsync(pool));
    }

    [Fact]
    public async Task While_no_connection_stands_calls_wait_for_the_first_one_that_does()
    {
        var opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var transport = new HerdTransport { Gate = attempt => attempt == 4 ? opened.Task : attempt > 2 ? Never : Task.CompletedTask };
        await using McpClientPool pool = await ConnectAsync(transport, 2);
        await transport.CutAsync(1, 2);

        Task<string>[] waiting = [.. Enumerable.Range(0, 5).Select(_ => WhoAsync(pool))];
        await transport.Log.WhenAsync(PoolEvents.PickQueued, 5);
        Assert.Equal(5, pool.WaitingCalls);
        await transport.AttemptsAsync(4);
        opened.SetResult();

        Assert.Equal(["3", "3", "3", "3", "3"], await Guard.Soon(Task.WhenAll(waiting)));
        Assert.Equal((0, McpClientState.Ready), (pool.WaitingCalls, pool.State));
    }

    [Fact]
    public async Task A_call_that_waits_in_vain_ends_with_its_time_limit_and_was_not_sent()
    {
        var clock = new SteppedClock();
        var transport = new HerdTransport { Gate = attempt => attempt > 1 ? Never : Task.CompletedTask };
        await using McpClientPool pool = await ConnectAsync(transport, 1, options => options.TimeProvider = clock);
        await transport.CutAsync(1);
        Task<McpToolResult> waiting = pool.CallToolAsync("who", options: new McpCallOptions { Timeout = TimeSpan.FromSeconds(2) }).AsTask();

        while (!waiting.IsCompleted)
        {
            clock.Pass(TimeSpan.FromMilliseconds(500));
            await Task.Yield();
        }

        McpTimeoutException late = await Assert.ThrowsAsync<McpTimeoutException>(() => waiting);
        Assert.Equal((McpDisposition.NotSent, 0), (late.Disposition, pool.InFlight));
    }

    [Fact]
    public async Task Where_no_call_shall_wait_one_fails_at_once_and_says_which_option_it_was()
    {
        var transport = new HerdTransport { Gate = attempt => attempt > 2 ? Never : Task.CompletedTask };
        await using McpClientPool pool = await ConnectAsync(transport, 2, options => options.Reconnect.QueueWhileDisconnected = 0);
        await transport.CutAsync(1, 2);

        McpConnectionException refused = await Assert.ThrowsAsync<McpConnectionException>(() => WhoAsync(pool));

        Assert.Equal(McpDisposition.NotSent, refused.Disposition);
        Assert.Contains("none of the pool's 2 connections stands, and no call waits for a connection (McpReconnectOptions.QueueWhileDisconnected)", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_every_connection_has_given_up_waiting_calls_fail_and_later_ones_at_once()
    {
        var transport = new HerdTransport(attempt => attempt > 2 ? Down() : null) { Gate = attempt => attempt == 3 ? Held.Task : Task.CompletedTask };
        await using McpClientPool pool = await ConnectAsync(transport, 2, options => options.Reconnect = new McpReconnectOptions { MaxAttempts = 1, BackoffBase = TimeSpan.Zero, BackoffMax = TimeSpan.Zero });
        await transport.CutAsync(1, 2);
        Task<string> waiting = WhoAsync(pool);
        await transport.AttemptsAsync(4);

        Held.SetResult();
        McpConnectionException failed = await Assert.ThrowsAsync<McpConnectionException>(() => Guard.Soon(waiting));
        McpConnectionException next = await Assert.ThrowsAsync<McpConnectionException>(() => WhoAsync(pool));

        Assert.Contains("attempts to reconnect failed", failed.Message, StringComparison.Ordinal);
        Assert.Equal((McpDisposition.NotSent, McpDisposition.NotSent, McpClientState.Faulted), (failed.Disposition, next.Disposition, pool.State));
    }

    [Fact]
    public async Task Calls_of_one_key_go_to_one_connection_and_move_only_when_it_is_lost()
    {
        var transport = new HerdTransport { Gate = attempt => attempt > 5 ? Never : Task.CompletedTask };
        await using McpClientPool pool = await ConnectAsync(transport, 5);
        string[] keys = [.. Enumerable.Range(0, 20).Select(i => $"user-{i}")];
        Dictionary<string, string> homes = await HomesAsync(pool, keys);
        Dictionary<string, string> again = await HomesAsync(pool, keys);

        await transport.CutAsync(2);
        Dictionary<string, string> after = await HomesAsync(pool, keys);

        Assert.Equal(homes, again);
        Assert.Equal(5, homes.Values.Distinct().Count());
        Assert.All(keys, key => Assert.Equal(homes[key] != "2", homes[key] == after[key]));
    }

    [Fact]
    public async Task A_notification_reaches_the_server_over_every_connection_that_stands()
    {
        var transport = new HerdTransport { Gate = attempt => attempt > 3 ? Never : Task.CompletedTask };
        await using McpClientPool pool = await ConnectAsync(transport, 3);
        await transport.CutAsync(2);

        await Guard.Soon(pool.NotifyAsync(RootsChanged, McpJson.EmptyObject).AsTask());
        // Each connection is served in order: whoever has answered has heard what came before.
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => WhoAsync(pool)));
        await transport.CutAsync(1, 3);
        McpConnectionException none = await Assert.ThrowsAsync<McpConnectionException>(() => pool.NotifyAsync(RootsChanged, McpJson.EmptyObject).AsTask());

        Assert.Equal([1, 3], transport.Notified.Select(notified => notified.Server).Order());
        Assert.Contains("none of the pool's 3 connections stands", none.Message, StringComparison.Ordinal);
    }

    private static readonly McpNotificationMethod<McpJson> RootsChanged = new("notifications/roots/list_changed", RawHandlers.Write);

    private static Task Never { get; } = new TaskCompletionSource().Task;

    private TaskCompletionSource Held { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal static McpConnectionException Down() => new(new McpCloseInfo(McpCloseReason.ConnectFailed) { Detail = "it is down" });

    internal static async Task<string> WhoAsync(McpCaller caller, string? key = null) =>
        (await Guard.Soon(caller.CallToolAsync("who", options: new McpCallOptions { Affinity = key }))).Text;

    internal static Task<McpClientPool> ConnectAsync(HerdTransport transport, int size, Action<McpClientOptions>? configure = null)
    {
        var options = new McpClientOptions { LoggerFactory = transport.Log };
        configure?.Invoke(options);
        return Guard.Soon(McpClientPool.ConnectAsync(transport, options, new McpPoolOptions { Min = size, Max = size }));
    }

    private static async Task<Dictionary<string, string>> HomesAsync(McpClientPool pool, string[] keys)
    {
        var homes = new Dictionary<string, string>();
        foreach (string key in keys)
            homes[key] = await WhoAsync(pool, key);
        return homes;
    }

    private static async ValueTask<McpJson> NeverAsync(TaskCompletionSource begun, CancellationToken cancellationToken)
    {
        begun.TrySetResult();
        await Never.WaitAsync(cancellationToken);
        return McpJson.EmptyObject;
    }
}
