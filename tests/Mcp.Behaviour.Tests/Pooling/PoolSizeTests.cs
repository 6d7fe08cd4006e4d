using Mcp.Behaviour.Tests.Faults.Kit;

namespace Mcp.Behaviour.Tests.Pooling;

/// <summary>How a pool grows, shrinks, is cleared and ends.</summary>
public sealed class PoolSizeTests
{
    private readonly SteppedClock _clock = new();

    [Fact]
    public async Task A_busy_pool_opens_one_connection_at_a_time_up_to_its_most()
    {
        var second = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var transport = new HerdTransport { Gate = attempt => attempt == 2 ? second.Task : Task.CompletedTask };
        await using McpClientPool pool = await ConnectAsync(transport, new McpPoolOptions { Max = 3, ScaleUpAt = 2 });
        Task<McpToolResult> first = pool.CallToolAsync("hold").AsTask();
        await transport.HeldAsync(1);
        Assert.Equal(1, transport.Attempts);

        Task<McpToolResult>[] more = [.. Enumerable.Range(0, 10).Select(_ => pool.CallToolAsync("hold").AsTask())];
        await transport.AttemptsAsync(2);
        await transport.HeldAsync(11);
        Assert.Equal((2, 1), (transport.Attempts, pool.Size));
        second.SetResult();
        await transport.LivesAsync(2);
        await transport.Log.WhenAsync(PoolEvents.Scaled, 2);
        more = [.. more, .. Enumerable.Range(0, 30).Select(_ => pool.CallToolAsync("hold").AsTask())];
        await transport.Log.WhenAsync(PoolEvents.Scaled, 3);

        transport.Release();
        await Guard.Soon(Task.WhenAll([first, .. more]));
        Assert.Equal((3, 3), (pool.Size, transport.Attempts));
    }

    [Fact]
    public async Task A_connection_that_cannot_be_added_does_no_harm_and_is_not_tried_without_end()
    {
        var transport = new HerdTransport(attempt => attempt > 1 ? PoolTests.Down() : null);
        await using McpClientPool pool = await ConnectAsync(transport, new McpPoolOptions { Max = 3, ScaleUpAt = 1 }, options => options.TimeProvider = _clock);

        for (int i = 0; i < 50; i++)
            Assert.Equal("1", await PoolTests.WhoAsync(pool));
        await transport.Log.WhenAsync(PoolEvents.OpenFailed, 1);
        for (int i = 0; i < 50; i++)
            Assert.Equal("1", await PoolTests.WhoAsync(pool));

        Assert.Equal((1, 2), (pool.Size, transport.Attempts));
    }

    [Fact]
    public async Task Idle_connections_above_the_least_go_after_a_while_and_the_oldest_stays()
    {
        var transport = new HerdTransport();
        await using McpClientPool pool = await ConnectAsync(transport, new McpPoolOptions { Min = 1, Max = 4, ScaleUpAt = 1, IdlePrune = TimeSpan.FromSeconds(10) }, options => options.TimeProvider = _clock);
        Task<McpToolResult>[] held = [.. await GrowAsync(transport, pool, 4)];
        transport.Release();
        await Guard.Soon(Task.WhenAll(held));

        await PassAsync(() => pool.Size == 1);

        Assert.Equal("1", await PoolTests.WhoAsync(pool));
        await Task.WhenAll(transport.ClosedAsync(2), transport.ClosedAsync(3), transport.ClosedAsync(4));
    }

    [Fact]
    public async Task Busy_connections_stay()
    {
        var transport = new HerdTransport();
        await using McpClientPool pool = await ConnectAsync(transport, new McpPoolOptions { Min = 1, Max = 3, ScaleUpAt = 1, IdlePrune = TimeSpan.FromSeconds(10) }, options => options.TimeProvider = _clock);
        Task<McpToolResult>[] held = [.. await GrowAsync(transport, pool, 3)];

        for (int i = 0; i < 60; i++)
            _clock.Pass(TimeSpan.FromMilliseconds(500));

        Assert.Equal(3, pool.Size);
        transport.Release();
        await Guard.Soon(Task.WhenAll(held));
    }

    [Fact]
    public async Task Clearing_replaces_every_connection_and_their_calls_end_first()
    {
        var transport = new HerdTransport();
        await using McpClientPool pool = await ConnectAsync(transport, new McpPoolOptions { Min = 2, Max = 2 });
        Task<McpToolResult> held = pool.CallToolAsync("hold").AsTask();
        await transport.HeldAsync(1);
        int holding = transport.Held[0];
        int idle = 3 - holding;

        pool.Clear();
        string who = await PoolTests.WhoAsync(pool);
        await transport.ClosedAsync(idle);
        bool wasClosed = transport.ClosedAsync(holding).IsCompleted;
        transport.Release();

        Assert.Equal($"{holding}", (await Guard.Soon(held)).Text);
        await transport.ClosedAsync(holding);
        Assert.Contains(who, (string[])["3", "4"]);
        Assert.False(wasClosed);
    }

    [Fact]
    public async Task Calls_all_the_time_lose_nothing_when_the_pool_is_cleared_again_and_again()
    {
        var transport = new HerdTransport();
        await using McpClientPool pool = await ConnectAsync(transport, new McpPoolOptions { Min = 2, Max = 4, ScaleUpAt = 2 });
        int cleared = 0;

        Task[] callers = [.. Enumerable.Range(0, 8).Select(async _ =>
        {
            while (Volatile.Read(ref cleared) < 20)
                await PoolTests.WhoAsync(pool);
        })];
        for (int i = 0; i < 20; i++)
        {
            pool.Clear();
            await transport.LivesAsync((2 * i) + 3);
            Interlocked.Increment(ref cleared);
        }

        await Guard.Soon(Task.WhenAll(callers));
        Assert.Equal(0, pool.WaitingCalls);
    }

    [Fact]
    public async Task One_of_the_first_connections_is_enough_and_the_missing_one_follows()
    {
        var transport = new HerdTransport(attempt => attempt == 2 ? PoolTests.Down() : null);
        await using McpClientPool pool = await ConnectAsync(transport, new McpPoolOptions { Min = 3, Max = 3 });

        await transport.Log.WhenAsync(PoolEvents.Scaled, 3);

        Assert.Equal((3, 4), (pool.Size, transport.Attempts));
    }

    [Fact]
    public async Task Without_one_first_connection_there_is_no_pool()
    {
        var transport = new HerdTransport(_ => PoolTests.Down());

        McpConnectionException error = await Assert.ThrowsAsync<McpConnectionException>(() => ConnectAsync(transport, new McpPoolOptions { Min = 2, Max = 2 }));

        Assert.Equal("it is down", error.Close.Detail);
    }

    [Fact]
    public async Task Disposing_ends_what_waits_what_is_in_flight_and_what_is_just_being_opened()
    {
        var never = new TaskCompletionSource();
        var transport = new HerdTransport { Gate = attempt => attempt > 1 ? never.Task : Task.CompletedTask };
        McpClientPool pool = await ConnectAsync(transport, new McpPoolOptions { Max = 2, ScaleUpAt = 1 }, options => options.Drain = TimeSpan.Zero);
        Task<McpToolResult> held = pool.CallToolAsync("hold").AsTask();
        await transport.HeldAsync(1);
        await transport.AttemptsAsync(2);

        await Guard.Soon(Task.WhenAll(pool.DisposeAsync().AsTask(), pool.DisposeAsync().AsTask()));
        McpConnectionException cut = await Assert.ThrowsAsync<McpConnectionException>(() => Guard.Soon(held));
        McpConnectionException late = await Assert.ThrowsAsync<McpConnectionException>(() => PoolTests.WhoAsync(pool));

        Assert.Equal((McpCloseReason.ClientClosed, McpCloseReason.ClientClosed), (cut.Close.Reason, late.Close.Reason));
        Assert.Equal((McpDisposition.NotSent, McpClientState.Closed, 0), (late.Disposition, pool.State, pool.InFlight));
    }

    private static async Task<McpClientPool> ConnectAsync(HerdTransport transport, McpPoolOptions size, Action<McpClientOptions>? configure = null)
    {
        var options = new McpClientOptions { LoggerFactory = transport.Log };
        configure?.Invoke(options);
        return await Guard.Soon(McpClientPool.ConnectAsync(transport, options, size));
    }

    /// <summary>Holds calls until there are as many connections as wanted.</summary>
    private static async Task<List<Task<McpToolResult>>> GrowAsync(HerdTransport transport, McpClientPool pool, int size)
    {
        var held = new List<Task<McpToolResult>>();
        while (pool.Size < size)
        {
            int before = pool.Size;
            held.Add(pool.CallToolAsync("hold").AsTask());
            await transport.HeldAsync(held.Count);
            await transport.Log.WhenAsync(PoolEvents.Scaled, before + 1);
        }

        // One call on each, so that none is idle.
        while (transport.Held.Distinct().Count() < size)
        {
            held.Add(pool.CallToolAsync("hold").AsTask());
            await transport.HeldAsync(held.Count);
        }

        return held;
    }

    private async Task PassAsync(Func<bool> until)
    {
        while (!until())
        {
            _clock.Pass(TimeSpan.FromMilliseconds(500));
            await Task.Yield();
        }
    }
}
