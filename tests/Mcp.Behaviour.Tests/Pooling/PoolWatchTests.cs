using Mcp.Behaviour.Tests.Faults.Kit;
using Mcp.Behaviour.Tests.Kit;
using Mcp.Behaviour.Tests.Neutral;
using Mcp.TestServer;

namespace Mcp.Behaviour.Tests.Pooling;

/// <summary>What stays open over a pool: it goes over the oldest connection, and on over the next one.</summary>
public sealed class PoolWatchTests
{
    public static TheoryData<string> Revisions => NeutralClient.Revisions;

    [Theory]
    [MemberData(nameof(Revisions))]
    public async Task A_watch_goes_on_over_the_new_connections_after_the_pool_was_cleared(string revision)
    {
        var transport = new HerdTransport { Configure = Neutral };
        var options = new McpClientOptions { LoggerFactory = transport.Log };
        options.ProtocolVersions.Add(McpRevision.Known.Single(known => known.Date == revision));
        await using McpClientPool pool = await Guard.Soon(McpClientPool.ConnectAsync(transport, options));
        await using IAsyncEnumerator<string> changes = pool.WatchAsync(McpTopics.Resource("demo://a")).GetAsyncEnumerator();
        ValueTask<bool> first = changes.MoveNextAsync();
        await TouchUntilAsync(pool, first);

        pool.Clear();
        // After what the old connection had told already.
        string told;
        do
            told = await NeutralClient.NextAsync(changes);
        while (told == "demo://a/b");
        Assert.Equal("demo://a", told);
        await transport.ClosedAsync(1);
        // What may have been missed is told once; from then on the new connection tells.
        ValueTask<bool> next = changes.MoveNextAsync();
        await TouchUntilAsync(pool, next);

        Assert.Equal("demo://a/b", changes.Current);
    }

    [Fact]
    public async Task Notifications_come_from_one_connection_and_end_with_the_pool()
    {
        var transport = new HerdTransport { Configure = Neutral };
        McpClientPool pool = await PoolTests.ConnectAsync(transport, 3);
        McpSubscription subscription = pool.SubscribeToNotifications();

        for (int i = 0; i < 9; i++)
            await Guard.Soon(pool.CallToolAsync("log"));
        await pool.DisposeAsync();
        var heard = new List<string>();
        await foreach (McpNotification notification in subscription)
            heard.Add(notification.Method);

        // Nine calls took turns, and each makes its connection tell four things.
        Assert.Equal(3 * 4, heard.Count(method => method == "notifications/message"));
    }

    [Fact]
    public async Task A_watch_over_a_connection_that_gave_up_goes_on_over_the_next_oldest()
    {
        var transport = new HerdTransport(attempt => attempt > 2 ? PoolTests.Down() : null) { Configure = Neutral };
        // The second one comes when the first one is in the pool, which makes that the oldest.
        transport.Gate = attempt => attempt == 2 ? transport.Log.WhenAsync(PoolEvents.Scaled, 1) : Task.CompletedTask;
        await using McpClientPool pool = await PoolTests.ConnectAsync(transport, 2, options => options.Reconnect.Enabled = false);
        await using IAsyncEnumerator<McpListChange> changes = pool.WatchAsync(McpTopics.ListChanges).GetAsyncEnumerator();
        int touched = await TouchUntilAsync(pool, changes.MoveNextAsync());

        await transport.CutAsync(1);
        // More than the first connection can have told: three lists for each time it was touched.
        for (int told = 0; told < 3 * touched + 6; told++)
            await TouchUntilAsync(pool, changes.MoveNextAsync());

        Assert.Equal([McpClientState.Faulted, McpClientState.Ready], pool.GetSnapshots().Select(snapshot => snapshot.State));
    }

    private static void Neutral(int server, McpHandlerTable table)
    {
        McpHandlerTable neutral = new NeutralServer().Table();
        foreach ((string name, McpJson settings) in neutral.Capabilities)
            table.Declare(name, settings);
        foreach (string method in (string[])["tools/call", "resources/subscribe", "resources/unsubscribe", "subscriptions/listen", "logging/setLevel"])
        {
            McpServedRequest serve = neutral.FindRequest(method)!;
            table.Serve(method, McpJson.Read, RawHandlers.Write, async (parameters, context, cancellationToken) =>
            {
                McpJsonWriter writer = McpJsonWriter.Rent(global::Mcp.Buffers.BufferPool.Shared);
                try
                {
                    await serve(parameters.Utf8, context, () => writer, cancellationToken);
                    return McpJson.Parse(writer.Written);
                }
                finally
                {
                    writer.Discard();
                }
            });
        }
    }

    /// <summary>Every connection tells until the watch hears it: which one that is, is what the test is about.</summary>
    private static async Task<int> TouchUntilAsync(McpClientPool pool, ValueTask<bool> heard)
    {
        int touched = 0;
        Task<bool> hearing = heard.AsTask();
        for (; !hearing.IsCompleted; touched++)
            await Guard.Soon(pool.CallToolAsync("touch", McpJson.Parse("""{"uri":"demo://a/b"}""")));
        Assert.True(await hearing);
        return touched;
    }
}
