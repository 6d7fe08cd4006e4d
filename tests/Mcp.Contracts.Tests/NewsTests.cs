using Mcp.TestServer;

namespace Mcp.Contracts.Tests;

/// <summary>Streams of a contract over a live server, the same in both eras.</summary>
public sealed class NewsTests
{
    /// <summary>Turns what would hang for ever into a failure; no outcome depends on it.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    public static TheoryData<string> Revisions => [.. McpRevision.Known.Select(revision => revision.Date)];

    [Theory]
    [MemberData(nameof(Revisions))]
    public async Task List_changes_are_told(string revision)
    {
        await using McpClient client = await ConnectAsync(revision);
        INews server = client.As<INews>();

        await using IAsyncEnumerator<McpListChange> changes = server.ListChangesAsync().GetAsyncEnumerator();
        await FirstAsync(changes, () => server.TouchAsync());

        Assert.Equal(McpListChange.Tools, changes.Current);
        Assert.Equal(McpListChange.Prompts, await NextAsync(changes));
        Assert.Equal(McpListChange.Resources, await NextAsync(changes));
    }

    [Theory]
    [MemberData(nameof(Revisions))]
    public async Task Changes_of_a_resource_are_told_for_the_address_that_the_template_makes(string revision)
    {
        await using McpClient client = await ConnectAsync(revision);
        INews server = client.As<INews>();

        await using IAsyncEnumerator<string> changes = server.ChangesOfAsync("a").GetAsyncEnumerator();
        await FirstAsync(changes, async () =>
        {
            await server.TouchAsync("demo://b");
            await server.TouchAsync("demo://a");
        });

        Assert.Equal("demo://a", changes.Current);
        Assert.Equal("content of a", await server.ReadAsync("a"));
    }

    [Theory]
    [MemberData(nameof(Revisions))]
    public async Task The_log_is_told_from_its_level_on(string revision)
    {
        await using McpClient client = await ConnectAsync(revision);
        INews server = client.As<INews>();

        await using IAsyncEnumerator<McpLogEntry> log = server.LogAsync(McpLogLevel.Warning).GetAsyncEnumerator();
        await FirstAsync(log, async () => await server.MakeLogAsync());

        Assert.Equal(McpLogLevel.Warning, log.Current.Level);
        Assert.Equal(McpLogLevel.Error, (await NextAsync(log)).Level);
    }

    [Theory]
    [MemberData(nameof(Revisions))]
    public async Task A_token_ends_a_stream_and_takes_the_watch_back(string revision)
    {
        await using McpClient client = await ConnectAsync(revision);
        INews server = client.As<INews>();
        using var stop = new CancellationTokenSource();

        await using IAsyncEnumerator<string> changes = server.ChangesOfAsync("a", stop.Token).GetAsyncEnumerator();
        await FirstAsync(changes, () => server.TouchAsync("demo://a"));
        stop.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            while (await changes.MoveNextAsync().AsTask().WaitAsync(Limit))
            {
            }
        });
        Assert.Equal(0, client.InFlight);
    }

    [Theory]
    [MemberData(nameof(Revisions))]
    public async Task A_stream_ends_with_its_client(string revision)
    {
        await using McpClient client = await ConnectAsync(revision);
        INews server = client.As<INews>();
        await using IAsyncEnumerator<McpListChange> changes = server.ListChangesAsync().GetAsyncEnumerator();
        await FirstAsync(changes, () => server.TouchAsync());

        await client.DisposeAsync();

        while (await changes.MoveNextAsync().AsTask().WaitAsync(Limit))
        {
        }
    }

    [Fact]
    public async Task What_the_server_does_not_offer_is_an_error_of_the_enumeration()
    {
        var server = new McpServer(new McpServerOptions { ServerName = "bare", Handlers = { new McpHandlerTable() } });
        await using McpClient client = await McpClient.ConnectAsync(server.AsTransport());

        IAsyncEnumerable<string> changes = client.As<INews>().ChangesOfAsync("a");

        await Assert.ThrowsAsync<McpUnsupportedException>(async () => await changes.GetAsyncEnumerator().MoveNextAsync());
    }

    private static async Task<McpClient> ConnectAsync(string revision)
    {
        var server = new McpServer(new McpServerOptions { ServerName = "news", Handlers = { new NeutralServer().Table() } });
        var options = new McpClientOptions();
        options.ProtocolVersions.Add(McpRevision.Known.Single(known => known.Date == revision));
        return await McpClient.ConnectAsync(server.AsTransport(), options);
    }

    /// <summary>Begins to watch and makes the server tell something until it is heard: nothing says when the server has begun to.</summary>
    private static async Task FirstAsync<T>(IAsyncEnumerator<T> news, Func<Task> cause)
    {
        Task<bool> first = news.MoveNextAsync().AsTask();
        do
        {
            await cause().WaitAsync(Limit);
        }
        while (!first.IsCompleted);
        Assert.True(await first);
    }

    private static async Task<T> NextAsync<T>(IAsyncEnumerator<T> news)
    {
        Assert.True(await news.MoveNextAsync().AsTask().WaitAsync(Limit));
        return news.Current;
    }
}
