using Mcp.Behaviour.Tests.Kit;

namespace Mcp.Behaviour.Tests;

/// <summary>Open-ended requests of 2026-07-28, and notifications of the stateful era.</summary>
public sealed class SubscriptionTests
{
    private static readonly McpMethod<McpJson, McpJson> Listen = new("subscriptions/listen", RawHandlers.Write, McpJson.Read) { Retry = McpRetry.Replayed };
    private static readonly McpNotificationMethod<McpJson> Changed = new("notifications/tools/list_changed", RawHandlers.Write);

    [Fact]
    public async Task Each_subscription_gets_its_own_notifications_in_order()
    {
        await using McpClient client = await ConnectAsync("2026-07-28", async (parameters, context, _) =>
        {
            parameters.TryGetProperty("from", out McpJson from);
            for (int i = 0; i < 3; i++)
                await context.NotifyAsync(Changed, McpJson.Parse($"{{\"n\":{from.GetReader().ReadInt64() + i}}}"));
            return RawHandlers.Text("over");
        });

        McpSubscription first = client.Listen(Listen, McpJson.Parse("""{"from":10}"""));
        McpSubscription second = client.Listen(Listen, McpJson.Parse("""{"from":20}"""));

        Assert.Equal([10, 11, 12], await NumbersAsync(first));
        Assert.Equal([20, 21, 22], await NumbersAsync(second));
        Assert.Equal(0, client.InFlight);
    }

    [Fact]
    public async Task Disposing_a_subscription_tells_the_server()
    {
        var told = new TaskCompletionSource();
        await using McpClient client = await ConnectAsync("2026-07-28", async (_, context, stop) =>
        {
            await context.NotifyAsync(Changed, McpJson.EmptyObject);
            using (stop.Register(told.SetResult))
                await told.Task;
            return RawHandlers.Text("over");
        });

        McpSubscription subscription = client.Listen(Listen, McpJson.EmptyObject);
        await using (IAsyncEnumerator<McpNotification> notifications = subscription.GetAsyncEnumerator())
            Assert.True(await notifications.MoveNextAsync());
        await subscription.DisposeAsync();

        await told.Task.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(0, client.InFlight);
    }

    [Fact]
    public async Task A_subscriber_that_does_not_keep_up_is_cut_off_and_told()
    {
        var sent = new TaskCompletionSource();
        await using McpClient client = await ConnectAsync("2026-07-28", async (_, context, stop) =>
        {
            for (int i = 0; i < 10; i++)
                await context.NotifyAsync(Changed, McpJson.Parse($"{{\"n\":{i}}}"));
            sent.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
            return RawHandlers.Text("never");
        }, capacity: 4);

        McpSubscription subscription = client.Listen(Listen, McpJson.EmptyObject);
        await sent.Task;
        // An answered call proves that everything sent before it was received.
        await client.CallToolAsync("echo", McpJson.Parse("""{"message":"hi"}"""));
        var taken = new List<long>();
        McpLaggedException lagged = await Assert.ThrowsAsync<McpLaggedException>(() => NumbersAsync(subscription, taken));

        Assert.Equal([0, 1, 2, 3], taken);
        Assert.Equal(4, lagged.Limit);
        Assert.Equal("hi", (await client.CallToolAsync("echo", McpJson.Parse("""{"message":"hi"}"""))).Text);
    }

    [Theory]
    [InlineData("2024-11-05")]
    [InlineData("2025-03-26")]
    public async Task Notifications_of_a_session_reach_every_subscriber_before_the_result_they_precede(string revision)
    {
        await using McpClient client = await ConnectAsync(revision, null);
        McpSubscription one = client.SubscribeToNotifications();
        McpSubscription two = client.SubscribeToNotifications();

        await client.CallToolAsync("notify", McpJson.EmptyObject);
        await client.DisposeAsync();

        Assert.Equal([1, 2, 3], await NumbersAsync(one));
        Assert.Equal([1, 2, 3], await NumbersAsync(two));
    }

    private static async Task<List<long>> NumbersAsync(McpSubscription subscription, List<long>? into = null)
    {
        List<long> numbers = into ?? [];
        await foreach (McpNotification notification in subscription)
        {
            Assert.Equal("notifications/tools/list_changed", notification.Method);
            notification.Params.TryGetProperty("n", out McpJson number);
            numbers.Add(number.GetReader().ReadInt64());
        }

        return numbers;
    }

    private static async Task<McpClient> ConnectAsync(string revision, Func<McpJson, McpRequestContext, CancellationToken, ValueTask<McpJson>>? listen, int capacity = 1024)
    {
        McpHandlerTable table = RawHandlers.Server();
        if (listen is not null)
            table.Serve("subscriptions/listen", McpJson.Read, RawHandlers.Write, listen);
        else
            table.Serve("tools/call", McpJson.Read, RawHandlers.Write, static async (_, context, stop) =>
            {
                for (int i = 1; i <= 3; i++)
                    await context.Peer.NotifyAsync(Changed, McpJson.Parse($"{{\"n\":{i}}}"), stop);
                return RawHandlers.Text("done");
            });
        var server = new McpServer(new McpServerOptions { Handlers = { table } });
        var options = new McpClientOptions { Limits = { NotificationCapacity = capacity } };
        options.ProtocolVersions.Add(McpRevision.Known.Single(known => known.Date == revision));
        return await McpClient.ConnectAsync(server.AsTransport(), options);
    }
}
