using System.Collections.Concurrent;
using Mcp.Behaviour.Tests.Faults.Kit;
using Mcp.TestServer;
using Microsoft.Extensions.Logging;

namespace Mcp.Behaviour.Tests.Neutral;

/// <summary>What becomes of watches, and of what was asked for them, when the server or the connection does not do its part.</summary>
public sealed class WatchEndTests
{
    public static TheoryData<string> Revisions => NeutralClient.Revisions;

    [Theory]
    [MemberData(nameof(Revisions))]
    public async Task A_watch_ends_with_an_error_when_there_will_be_no_further_connection(string revision)
    {
        var transport = new CuttableTransport();
        var options = new McpClientOptions { Reconnect = { Enabled = false } };
        options.ProtocolVersions.Add(McpRevision.Known.Single(known => known.Date == revision));
        await using McpClient client = await McpClient.ConnectAsync(transport, options);
        await using McpSubscription all = client.SubscribeToNotifications();
        await using McpWatch<McpListChange> lists = await client.WatchListChangesAsync();
        await using McpWatch<string> resource = await client.WatchResourceAsync("demo://a");
        await using McpWatch<McpLogEntry> log = await client.WatchLogAsync();

        transport.Cut();

        McpConnectionException first = await EndAsync(all);
        McpConnectionException second = await EndAsync(log);
        await EndAsync(lists);
        await EndAsync(resource);
        await using McpSubscription late = client.SubscribeToNotifications();
        await EndAsync(late);
        Assert.Equal(McpCloseReason.IoError, first.Close.Reason);
        Assert.NotSame(first, second);
    }

    [Fact]
    public async Task A_watch_that_is_given_up_does_not_wait_for_the_server()
    {
        var asked = new TaskCompletionSource();
        McpHandlerTable server = new NeutralServer().Table();
        Serve(server, "resources/subscribe", (_, token) =>
        {
            asked.TrySetResult();
            return NeverAsync(token);
        });
        Serve(server, "resources/unsubscribe", (_, token) => NeverAsync(token));
        await using McpClient client = await NeutralClient.ConnectAsync("2025-11-25", options => options.RequestTimeout = Timeout.InfiniteTimeSpan, server);
        using var giveUp = new CancellationTokenSource();

        Task<McpWatch<string>> watching = client.WatchResourceAsync("demo://a", giveUp.Token).AsTask();
        await Guard.Soon(asked.Task);
        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Guard.Soon(watching));
    }

    [Fact]
    public async Task A_server_that_does_not_acknowledge_is_not_waited_for_beyond_the_limit_of_a_request()
    {
        McpHandlerTable server = new NeutralServer().Table();
        Serve(server, "subscriptions/listen", (_, token) => NeverAsync(token));
        await using McpClient client = await NeutralClient.ConnectAsync("2026-07-28", options => options.RequestTimeout = TimeSpan.FromMilliseconds(50), server);

        McpTimeoutException error = await Assert.ThrowsAsync<McpTimeoutException>(() => Guard.Soon(client.WatchListChangesAsync()));

        Assert.Equal("subscriptions/listen", error.Method);
    }

    [Theory]
    [InlineData("""{"toolsListChanged":true,"promptsListChanged":true}""")]
    [InlineData("""{"resourceSubscriptions":["demo://b"]}""")]
    [InlineData("{}")]
    public async Task What_the_server_does_not_acknowledge_is_not_watched(string honoured)
    {
        McpHandlerTable server = new NeutralServer().Table();
        server.Serve("subscriptions/listen", McpJson.Read, Write, async (_, context, token) =>
        {
            await context.NotifyAsync(
                new McpNotificationMethod<McpJson>("notifications/subscriptions/acknowledged", Write), McpJson.Parse($$"""{"notifications":{{honoured}}}"""));
            return await NeverAsync(token);
        });
        await using McpClient client = await NeutralClient.ConnectAsync("2026-07-28", server: server);

        await Assert.ThrowsAsync<McpUnsupportedException>(() => Guard.Soon(client.WatchListChangesAsync()));
        await Assert.ThrowsAsync<McpUnsupportedException>(() => Guard.Soon(client.WatchResourceAsync("demo://a")));
    }

    [Fact]
    public async Task The_level_that_remains_is_asked_for_when_a_watch_of_the_log_ends()
    {
        var levels = new ConcurrentQueue<string>();
        await using McpClient client = await NeutralClient.ConnectAsync("2025-11-25", server: Logging(levels));
        await using McpWatch<McpLogEntry> warnings = await client.WatchLogAsync(McpLogLevel.Warning);

        await (await client.WatchLogAsync(McpLogLevel.Debug)).DisposeAsync();

        Assert.Equal(["warning", "debug", "warning"], levels);
    }

    [Fact]
    public async Task Levels_are_asked_for_one_after_the_other()
    {
        var levels = new ConcurrentQueue<string>();
        var first = new TaskCompletionSource();
        await using McpClient client = await NeutralClient.ConnectAsync("2025-11-25", server: Logging(levels, () => first.Task));

        Task warning = client.SetLoggingLevelAsync(McpLogLevel.Warning).AsTask();
        using var giveUp = new CancellationTokenSource();
        Task given = client.SetLoggingLevelAsync(McpLogLevel.Error, giveUp.Token).AsTask();
        Task debug = client.SetLoggingLevelAsync(McpLogLevel.Debug).AsTask();
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Guard.Soon(given));
        // The server has seen a later request, and so would have seen the later level.
        await Guard.Soon(client.ListToolsAsync().ToListAsync().AsTask());
        Assert.Equal(["warning"], levels);
        first.SetResult();
        await Guard.Soon(Task.WhenAll(warning, debug));

        Assert.Equal(["warning", "debug"], levels);
    }

    [Fact]
    public async Task A_level_that_the_server_refuses_is_not_asked_for_again()
    {
        var levels = new ConcurrentQueue<string>();
        await using McpClient client = await NeutralClient.ConnectAsync("2025-11-25", server: Logging(
            levels, () => levels.Last() == "debug" ? throw new McpRequestException(McpErrorCodes.InvalidParams, "Not that much.") : Task.CompletedTask));
        await client.SetLoggingLevelAsync(McpLogLevel.Error);

        await Assert.ThrowsAsync<McpRemoteException>(() => client.SetLoggingLevelAsync(McpLogLevel.Debug).AsTask());
        await using McpWatch<McpLogEntry> warnings = await client.WatchLogAsync(McpLogLevel.Warning);

        Assert.Equal(["error", "debug", "warning"], levels);
    }

    [Fact]
    public async Task A_resource_whose_watch_ends_while_it_is_asked_for_again_is_not_left_subscribed()
    {
        var seen = new ConcurrentQueue<string>();
        var asked = new TaskCompletionSource();
        var answer = new TaskCompletionSource();
        int subscribed = 0;
        var transport = new CuttableTransport(server =>
        {
            Serve(server, "resources/subscribe", async (_, _) =>
            {
                if (Interlocked.Increment(ref subscribed) > 1)
                {
                    asked.TrySetResult();
                    await answer.Task;
                }

                seen.Enqueue("subscribe");
                return McpJson.EmptyObject;
            });
            Serve(server, "resources/unsubscribe", (_, _) =>
            {
                seen.Enqueue("unsubscribe");
                return ValueTask.FromResult(McpJson.EmptyObject);
            });
        });
        var options = new McpClientOptions { Reconnect = { BackoffBase = TimeSpan.FromMilliseconds(1), BackoffMax = TimeSpan.FromMilliseconds(1) } };
        options.ProtocolVersions.Add(McpRevision.V2025_11_25);
        await using McpClient client = await McpClient.ConnectAsync(transport, options);
        McpWatch<string> watch = await client.WatchResourceAsync("demo://a");

        transport.Cut();
        await Guard.Soon(asked.Task);
        Task ending = watch.DisposeAsync().AsTask();
        answer.SetResult();
        await Guard.Soon(ending);

        Assert.Equal(["subscribe", "subscribe", "unsubscribe"], seen);
    }

    [Fact]
    public async Task A_log_that_throws_does_not_leave_a_second_connection_behind()
    {
        var transport = new CuttableTransport();
        using var log = new ThrowingOnce("econnected");
        var options = new McpClientOptions { LoggerFactory = log, Reconnect = { BackoffBase = TimeSpan.FromMilliseconds(1), BackoffMax = TimeSpan.FromMilliseconds(1) } };
        await using McpClient client = await McpClient.ConnectAsync(transport, options);

        transport.Cut();
        await Guard.Soon(log.Recovered.Task);

        Assert.Equal(3, transport.Opened.Count);
        await Guard.Soon(transport.Opened[1].Closed);
        await Guard.Soon(client.CallToolAsync("touch"));
    }

    private static McpHandlerTable Logging(ConcurrentQueue<string> levels, Func<Task>? answer = null)
    {
        McpHandlerTable server = new NeutralServer().Table();
        Serve(server, "logging/setLevel", async (parameters, _) =>
        {
            parameters.TryGetProperty("level", out McpJson level);
            levels.Enqueue(level.GetString());
            await (answer?.Invoke() ?? Task.CompletedTask);
            return McpJson.EmptyObject;
        });
        return server;
    }

    private static void Serve(McpHandlerTable server, string method, Func<McpJson, CancellationToken, ValueTask<McpJson>> answer) =>
        server.Serve(method, McpJson.Read, Write, (parameters, _, token) => answer(parameters, token));

    private static void Write(McpJsonWriter writer, McpJson value) => writer.WriteJson(value);

    private static async ValueTask<McpJson> NeverAsync(CancellationToken token)
    {
        await new TaskCompletionSource().Task.WaitAsync(token);
        return McpJson.EmptyObject;
    }

    private static async Task<McpConnectionException> EndAsync<T>(IAsyncEnumerable<T> items)
    {
        await using IAsyncEnumerator<T> news = items.GetAsyncEnumerator();
        return await Assert.ThrowsAsync<McpConnectionException>(() => Guard.Soon(news.MoveNextAsync()));
    }

    /// <summary>A log whose first message of a kind fails, as a sink that is full does.</summary>
    private sealed class ThrowingOnce(string part) : ILoggerFactory, ILogger
    {
        private int _seen;

        public TaskCompletionSource Recovered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (eventId.Name?.Contains(part, StringComparison.Ordinal) != true)
                return;
            if (_seen++ == 0)
                throw new InvalidOperationException("The log is full.");
            Recovered.TrySetResult();
        }

        public void Dispose()
        {
        }
    }
}
