using Mcp.Behaviour.Tests.Faults.Kit;

namespace Mcp.Behaviour.Tests.Neutral;

/// <summary>News of a server: the same call in both eras.</summary>
public sealed class WatchTests
{
    private static readonly McpListChange[] All = [McpListChange.Tools, McpListChange.Prompts, McpListChange.Resources];
    private static readonly McpJson OfA = McpJson.Parse("""{"uri":"demo://a"}""");

    public static TheoryData<string> Revisions => NeutralClient.Revisions;

    [Theory]
    [MemberData(nameof(Revisions))]
    public async Task Changes_of_lists_are_told_in_order(string revision)
    {
        await using McpClient client = await NeutralClient.ConnectAsync(revision);
        await using McpWatch<McpListChange> watch = await client.WatchListChangesAsync();

        await client.CallToolAsync("touch");
        await client.CallToolAsync("touch");

        Assert.Equal([.. All, .. All], await TakeAsync(watch, 6));
    }

    [Theory]
    [MemberData(nameof(Revisions))]
    public async Task Changes_of_a_resource_and_of_what_is_below_it_are_told_until_nobody_watches(string revision)
    {
        await using McpClient client = await NeutralClient.ConnectAsync(revision);
        await using McpSubscription everything = client.SubscribeToNotifications();
        McpWatch<string> watch = await client.WatchResourceAsync("demo://a");
        McpWatch<string> second = await client.WatchResourceAsync("demo://a");

        foreach (string uri in (string[])["demo://ab", "demo://a", "demo://a/b", "demo://a#c"])
            await client.CallToolAsync("touch", McpJson.Parse($$"""{"uri":"{{uri}}"}"""));
        Assert.Equal(["demo://a", "demo://a/b", "demo://a#c"], await TakeAsync(watch, 3));
        await watch.DisposeAsync();
        await client.CallToolAsync("touch", OfA);
        Assert.Equal(["demo://a", "demo://a/b", "demo://a#c", "demo://a"], await TakeAsync(second, 4));
        await second.DisposeAsync();
        await client.CallToolAsync("touch", OfA);

        await client.DisposeAsync();
        // Listening answers on its own; in the stateful era all updates come this way, and none for the last touch.
        int updates = (await AllAsync(everything)).Count(notification => notification.Method == "notifications/resources/updated");
        Assert.Equal(client.NegotiatedVersion.Era == McpEra.Stateful ? 5 : 0, updates);
    }

    [Theory]
    [MemberData(nameof(Revisions))]
    public async Task The_server_logs_at_the_most_talkative_level_that_anybody_watches(string revision)
    {
        await using McpClient client = await NeutralClient.ConnectAsync(revision);
        await using McpWatch<McpLogEntry> warnings = await client.WatchLogAsync(McpLogLevel.Warning);

        await client.CallToolAsync("log");
        Assert.Equal([(McpLogLevel.Warning, "asked for warning"), (McpLogLevel.Error, "asked for warning"), (null, "asked for warning")], await EntriesAsync(warnings, 3));

        await using (McpWatch<McpLogEntry> all = await client.WatchLogAsync(McpLogLevel.Debug))
        {
            await client.CallToolAsync("log");
            Assert.Equal((McpLogLevel.Debug, "asked for debug"), (await EntriesAsync(all, 4))[0]);
            Assert.Equal((McpLogLevel.Warning, "asked for debug"), (await EntriesAsync(warnings, 3))[0]);
        }

        await client.SetLoggingLevelAsync(McpLogLevel.Error);
        await client.CallToolAsync("log");
        Assert.Equal((McpLogLevel.Warning, "asked for warning"), (await EntriesAsync(warnings, 3))[0]);
    }

    [Fact]
    public async Task A_call_of_the_stateless_era_can_ask_for_a_level_of_its_own_and_without_a_wish_there_is_none()
    {
        await using McpClient client = await NeutralClient.ConnectAsync("2026-07-28");
        await using McpSubscription all = client.SubscribeToNotifications();
        var own = new McpCallOptions { Meta = new Dictionary<string, McpJson> { ["io.modelcontextprotocol/logLevel"] = McpJson.FromString("alert") } };

        await client.CallToolAsync("log");
        await client.SetLoggingLevelAsync(McpLogLevel.Notice);
        await client.CallToolAsync("log", options: own);
        await client.CallToolAsync("log");
        await client.DisposeAsync();

        Assert.Equal(
            ["none", "alert", "notice"],
            (await AllAsync(all)).Select(note => note.Params.TryGetProperty("data", out McpJson data) ? data.GetString()["asked for ".Length..] : "").Distinct());
    }

    [Theory]
    [MemberData(nameof(Revisions))]
    public async Task Watches_outlive_a_lost_connection_and_tell_that_something_may_have_been_missed(string revision)
    {
        var transport = new CuttableTransport();
        var options = new McpClientOptions { Reconnect = { BackoffBase = TimeSpan.FromMilliseconds(1), BackoffMax = TimeSpan.FromMilliseconds(1) } };
        options.ProtocolVersions.Add(McpRevision.Known.Single(known => known.Date == revision));
        await using McpClient client = await McpClient.ConnectAsync(transport, options);
        await using McpWatch<McpListChange> lists = await client.WatchListChangesAsync();
        await using McpWatch<string> resource = await client.WatchResourceAsync("demo://a");
        await using McpWatch<McpLogEntry> log = await client.WatchLogAsync(McpLogLevel.Error);

        transport.Cut();

        Assert.Equal(All[..1], await TakeAsync(lists, 1));
        Assert.Equal(All[1..], await TakeAsync(lists, 2));
        Assert.Equal(["demo://a"], await TakeAsync(resource, 1));
        await Guard.Soon(client.CallToolAsync("touch", OfA));
        await Guard.Soon(client.CallToolAsync("log"));
        Assert.Equal(All, await TakeAsync(lists, 3));
        Assert.Equal(["demo://a"], await TakeAsync(resource, 1));
        Assert.Equal((McpLogLevel.Error, "asked for error"), (await EntriesAsync(log, 2))[0]);
    }

    [Theory]
    [MemberData(nameof(Revisions))]
    public async Task A_watch_ends_with_its_client(string revision)
    {
        McpClient client = await NeutralClient.ConnectAsync(revision);
        McpWatch<McpListChange> lists = await client.WatchListChangesAsync();
        McpWatch<string> resource = await client.WatchResourceAsync("demo://a");
        McpWatch<McpLogEntry> log = await client.WatchLogAsync();

        await client.DisposeAsync();

        Assert.Empty(await AllAsync(lists));
        Assert.Empty(await AllAsync(resource));
        Assert.Empty(await AllAsync(log));
        await resource.DisposeAsync();
        await lists.DisposeAsync();
        await log.DisposeAsync();
        Assert.Equal(0, client.InFlight);
    }

    [Theory]
    [MemberData(nameof(Revisions))]
    public async Task A_watch_that_is_not_read_fast_enough_is_ended_and_says_so(string revision)
    {
        await using McpClient client = await NeutralClient.ConnectAsync(revision, options => options.Limits.NotificationCapacity = 5);
        await using McpWatch<McpListChange> watch = await client.WatchListChangesAsync();
        for (int i = 0; i < 3; i++)
            await client.CallToolAsync("touch");

        var taken = new List<McpListChange>();
        McpLaggedException lagged = await Assert.ThrowsAsync<McpLaggedException>(async () =>
        {
            await foreach (McpListChange change in watch)
                taken.Add(change);
        });

        Assert.Equal(5, lagged.Limit);
        Assert.Equal([McpListChange.Tools, McpListChange.Prompts, McpListChange.Resources, McpListChange.Tools], taken[..4]);
        Assert.Equal("hi", (await client.CallToolAsync("echo", McpJson.Parse("""{"message":"hi"}"""))).Text);
    }

    [Theory]
    [MemberData(nameof(Revisions))]
    public async Task A_server_that_declares_nothing_is_not_asked(string revision)
    {
        var table = new McpHandlerTable();
        await using McpClient client = await NeutralClient.ConnectAsync(revision, server: table);

        McpWatch<McpListChange> lists = await client.WatchListChangesAsync();
        McpWatch<McpLogEntry> log = await client.WatchLogAsync();
        await Assert.ThrowsAsync<McpUnsupportedException>(() => client.WatchResourceAsync("demo://a").AsTask());
        await Assert.ThrowsAsync<McpUnsupportedException>(() => client.SetLoggingLevelAsync(McpLogLevel.Info).AsTask());
        await client.DisposeAsync();

        Assert.Empty(await AllAsync(lists));
        Assert.Empty(await AllAsync(log));
    }

    private static async Task<List<(McpLogLevel? Level, string Data)>> EntriesAsync(McpWatch<McpLogEntry> watch, int count) =>
        [.. (await TakeAsync(watch, count)).Select(entry => (entry.Level, entry.Data.GetString()))];

    private static async Task<List<T>> TakeAsync<T>(McpWatch<T> watch, int count)
    {
        var taken = new List<T>();
        await using IAsyncEnumerator<T> news = watch.GetAsyncEnumerator();
        while (taken.Count < count)
            taken.Add(await NeutralClient.NextAsync(news));
        return taken;
    }

    private static async Task<List<T>> AllAsync<T>(IAsyncEnumerable<T> items)
    {
        var all = new List<T>();
        await foreach (T item in items)
            all.Add(item);
        return all;
    }
}
