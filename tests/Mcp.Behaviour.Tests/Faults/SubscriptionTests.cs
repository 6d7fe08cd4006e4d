using Mcp.Behaviour.Tests.Faults.Kit;
using Mcp.V2026_07_28;

namespace Mcp.Behaviour.Tests.Faults;

/// <summary>Open-ended requests of 2026-07-28 over a real process.</summary>
public sealed class SubscriptionTests
{
    private const string Acknowledged = "notifications/subscriptions/acknowledged";
    private const string ToolsChanged = "notifications/tools/list_changed";
    private const string ResourcesChanged = "notifications/resources/list_changed";
    private const string Meta = "\"_meta\":{\"io.modelcontextprotocol/subscriptionId\":$id}";
    private const string Acknowledge = $$"""serve --until subscriptions/listen; notify {{Acknowledged}} '{"notifications":{"toolsListChanged":true},{{Meta}} }'""";

    private static readonly SubscriptionsListenRequestParams Tools = new() { Notifications = new SubscriptionFilter { ToolsListChanged = true } };
    private static readonly SubscriptionsListenRequestParams Resources = new() { Notifications = new SubscriptionFilter { ResourcesListChanged = true } };

    [Fact]
    public async Task Each_subscription_gets_the_notifications_that_name_it()
    {
        await using var child = new TestServerChild();
        McpClient client = await child.ConnectAsync("2026-07-28");
        await using McpSubscription tools = client.Listen(McpMethods.SubscriptionsListen, Tools);
        await using McpSubscription resources = client.Listen(McpMethods.SubscriptionsListen, Resources);
        await using IAsyncEnumerator<McpNotification> ofTools = tools.GetAsyncEnumerator();
        await using IAsyncEnumerator<McpNotification> ofResources = resources.GetAsyncEnumerator();
        Assert.Equal(Acknowledged, await NextAsync(ofTools));
        Assert.Equal(Acknowledged, await NextAsync(ofResources));

        await Guard.Soon(client.CallToolAsync("touch"));
        await Guard.Soon(client.CallToolAsync("touch"));

        Assert.Equal(ToolsChanged, await NextAsync(ofTools));
        Assert.Equal(ToolsChanged, await NextAsync(ofTools));
        Assert.Equal(ResourcesChanged, await NextAsync(ofResources));
        Assert.Equal(ResourcesChanged, await NextAsync(ofResources));
        await tools.DisposeAsync();
        await Guard.Soon(client.CallToolAsync("touch"));
        Assert.Equal(ResourcesChanged, await NextAsync(ofResources));
        await resources.DisposeAsync();
        await child.TheNextCallWorksAsync();
    }

    [Fact]
    public async Task A_subscription_is_opened_again_on_the_next_process_and_ended_by_a_cancel()
    {
        await using var child = new FaultChild(
            $$"""{{Acknowledge}}; notify {{ToolsChanged}} '{ {{Meta}} }'; serve --die-on tools/call""",
            $$"""{{Acknowledge}}; notify {{ResourcesChanged}} '{ {{Meta}} }'; serve""");
        McpClient client = await child.ConnectAsync("2026-07-28");
        await using McpSubscription subscription = client.Listen(McpMethods.SubscriptionsListen, Tools);
        await using IAsyncEnumerator<McpNotification> notifications = subscription.GetAsyncEnumerator();
        Assert.Equal(Acknowledged, await NextAsync(notifications));
        Assert.Equal(ToolsChanged, await NextAsync(notifications));

        McpConnectionException lost = await Assert.ThrowsAsync<McpConnectionException>(() => child.CallAsync());
        Assert.Equal(McpDisposition.Sent, lost.Disposition);
        Assert.Equal(Acknowledged, await NextAsync(notifications));
        Assert.Equal(ResourcesChanged, await NextAsync(notifications));
        await subscription.DisposeAsync();

        await child.TheNextCallWorksAsync();
        Assert.False(await Guard.Soon(notifications.MoveNextAsync()));
        Received first = Assert.Single(child.Journal.OfLife(1), received => received.Method == "subscriptions/listen");
        Received second = Assert.Single(child.Journal.OfLife(2), received => received.Method == "subscriptions/listen");
        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal(first.At("params"), second.At("params"));
        Assert.Equal(["server/discover", "subscriptions/listen", "notifications/cancelled", "tools/call"], child.Journal.Methods(2));
        Assert.Equal(second.Id, child.Journal.OfLife(2)[2].At("params", "requestId"));
    }

    [Fact]
    public async Task What_names_a_subscription_that_is_over_is_told_to_nobody()
    {
        await using var child = new FaultChild(
            $$"""serve --until tools/call; notify {{ToolsChanged}} '{"_meta":{"io.modelcontextprotocol/subscriptionId":77} }'; notify {{ResourcesChanged}} '{}'; reply; serve""");
        McpClient client = await child.ConnectAsync("2026-07-28");
        await using McpSubscription everything = client.SubscribeToNotifications();
        await using IAsyncEnumerator<McpNotification> notifications = everything.GetAsyncEnumerator();

        await child.CallAsync();

        Assert.Equal(ResourcesChanged, await NextAsync(notifications));
    }

    [Fact]
    public async Task A_subscription_that_the_server_ends_has_an_end()
    {
        await using var child = new FaultChild($$"""{{Acknowledge}}; reply '{"resultType":"complete",{{Meta}} }'; serve""");
        McpClient client = await child.ConnectAsync("2026-07-28");
        await using McpSubscription subscription = client.Listen(McpMethods.SubscriptionsListen, Tools);
        await using IAsyncEnumerator<McpNotification> notifications = subscription.GetAsyncEnumerator();

        Assert.Equal(Acknowledged, await NextAsync(notifications));
        Assert.False(await Guard.Soon(notifications.MoveNextAsync()));

        await child.TheNextCallWorksAsync();
    }

    [Fact]
    public async Task A_subscription_that_the_server_refuses_tells_why()
    {
        await using var child = new FaultChild("serve");
        McpClient client = await child.ConnectAsync("2026-07-28");
        await using McpSubscription subscription = client.Listen(McpMethods.SubscriptionsListen, Tools);
        await using IAsyncEnumerator<McpNotification> notifications = subscription.GetAsyncEnumerator();

        McpRemoteException error = await Assert.ThrowsAsync<McpRemoteException>(() => Guard.Soon(notifications.MoveNextAsync()));

        Assert.Equal((McpErrorCodes.MethodNotFound, McpDisposition.Sent), (error.Code, error.Disposition));
        await child.TheNextCallWorksAsync();
    }

    private static async Task<string> NextAsync(IAsyncEnumerator<McpNotification> notifications)
    {
        Assert.True(await Guard.Soon(notifications.MoveNextAsync()));
        return notifications.Current.Method;
    }
}
