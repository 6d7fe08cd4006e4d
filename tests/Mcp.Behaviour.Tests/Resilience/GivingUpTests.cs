using Mcp.Behaviour.Tests.Faults.Kit;
using Mcp.Behaviour.Tests.Resilience.Kit;

namespace Mcp.Behaviour.Tests.Resilience;

/// <summary>A client that has given up: what calls are told, and the ways back.</summary>
public sealed class GivingUpTests
{
    private const int HalfOpenAttempt = 1010;
    private const int CrashLoop = 1405;

    private readonly EagerClock _clock = new();
    private readonly EventLog _events = new();
    private volatile bool _isDown;

    [Fact]
    public async Task Calls_fail_at_once_until_the_cooldown_is_over_and_then_one_attempt_is_made()
    {
        PlannedTransport transport = Transport();
        await using McpClient client = await FaultedAsync(transport);

        await LostAsync(client);
        _clock.Pass(TimeSpan.FromSeconds(29));
        await LostAsync(client);
        Assert.Equal(2, transport.Attempts);
        _clock.Pass(TimeSpan.FromSeconds(1));
        await LostAsync(client);
        Assert.Equal((3, 1), (transport.Attempts, _events.Count(HalfOpenAttempt)));
        await LostAsync(client);
        Assert.Equal(3, transport.Attempts);

        _clock.Pass(TimeSpan.FromSeconds(30));
        _isDown = false;
        Task[] calls = [.. Enumerable.Range(0, 20).Select(_ => client.PingAsync().AsTask())];
        await Guard.Soon(Task.WhenAll(calls));

        Assert.Equal((4, McpClientState.Ready), (transport.Attempts, client.State));
    }

    [Fact]
    public async Task A_call_that_may_not_wait_begins_the_attempt_and_fails_at_once()
    {
        PlannedTransport transport = Transport();
        await using McpClient client = await FaultedAsync(transport, options => options.Reconnect.QueueWhileDisconnected = 0);
        var states = new StateLog(client);
        _clock.Pass(TimeSpan.FromSeconds(30));
        _isDown = false;

        McpConnectionException error = await LostAsync(client);
        await states.WhenAsync(McpClientState.Ready);

        Assert.Contains("QueueWhileDisconnected", error.Message, StringComparison.Ordinal);
        await client.PingAsync();
    }

    [Fact]
    public async Task Without_a_cooldown_only_whoever_asks_gets_an_attempt()
    {
        PlannedTransport transport = Transport();
        await using McpClient client = await FaultedAsync(transport, options => options.Reconnect.FaultedCooldown = Timeout.InfiniteTimeSpan);
        _clock.Pass(TimeSpan.FromDays(1));
        await LostAsync(client);
        Assert.Equal(2, transport.Attempts);

        await Assert.ThrowsAsync<McpConnectionException>(() => Guard.Soon(client.ReconnectAsync()));
        _isDown = false;
        await Guard.Soon(client.ReconnectAsync());

        await client.PingAsync();
    }

    [Fact]
    public async Task Subscriptions_end_with_the_fault_and_new_ones_last_after_the_way_back()
    {
        PlannedTransport transport = Transport();
        await using McpClient client = await PlannedClient.ConnectAsync(transport, _clock, options => options.Reconnect.MaxAttempts = 1, _events);
        await using McpSubscription before = client.SubscribeToNotifications();
        _isDown = true;
        transport.Cut();
        await Assert.ThrowsAsync<McpConnectionException>(() => Guard.Soon(FirstAsync(before)));
        await Assert.ThrowsAsync<McpConnectionException>(() => Guard.Soon(FirstAsync(client.SubscribeToNotifications())));

        _isDown = false;
        await Guard.Soon(client.ReconnectAsync());
        await using McpWatch<McpListChange> after = await client.WatchListChangesAsync();
        await client.PingAsync();
        _clock.Pass(TimeSpan.FromSeconds(10));
        transport.Cut();

        await using IAsyncEnumerator<McpListChange> news = after.GetAsyncEnumerator();
        Assert.True(await Guard.Soon(news.MoveNextAsync()));
    }

    [Fact]
    public async Task As_many_calls_wait_for_a_connection_as_the_option_says()
    {
        var clock = new HeldClock();
        var transport = new PlannedTransport();
        await using McpClient client = await PlannedClient.ConnectAsync(transport, clock, options => options.Reconnect.QueueWhileDisconnected = 3);
        transport.Cut();
        await clock.ReconnectIsHeldAsync();

        Task[] waiting = [.. Enumerable.Range(0, 3).Select(_ => client.PingAsync().AsTask())];
        McpConnectionException refused = await LostAsync(client);

        Assert.Equal(McpDisposition.NotSent, refused.Disposition);
        Assert.Equal("'ping' was not sent. The connection failed: 3 calls wait for a connection already (McpReconnectOptions.QueueWhileDisconnected); before that: cut.", refused.Message);
        Assert.True(refused.IsTransient);
        Assert.Equal(3, client.GetSnapshot().WaitingCalls);
        await clock.LetReconnectAsync();
        await Guard.Soon(Task.WhenAll(waiting));
    }

    [Fact]
    [Trait("Row", "5")]
    public async Task A_server_that_only_ever_starts_to_die_is_given_up_with_its_last_words_and_tried_again_after_the_cooldown()
    {
        await using var child = new FaultChild("serve --die-on tools/call", laterLives: "stderr 'no licence'; exit 7");
        // The first delay and the floor of the others end at once; the limits of the end of a process never do.
        var clock = new EagerClock(TimeSpan.FromMilliseconds(100));
        await child.ConnectAsync(configure: options =>
        {
            options.TimeProvider = clock;
            options.Reconnect.BackoffBase = options.Reconnect.BackoffMax = TimeSpan.FromMilliseconds(1);
        });
        var states = new StateLog(child.Client);
        await Assert.ThrowsAsync<McpConnectionException>(() => child.CallAsync());
        await states.WhenAsync(McpClientState.Faulted);

        McpConnectionException error = await Assert.ThrowsAsync<McpConnectionException>(() => child.CallAsync());

        Assert.Equal((McpDisposition.NotSent, McpCloseReason.ProcessExited, 7), (error.Disposition, error.Close.Reason, error.Close.ExitCode));
        Assert.Equal(["no licence"], error.Close.StandardErrorTail);
        Assert.Contains("it ended 5 times in a row right after its start", error.Message, StringComparison.Ordinal);
        Assert.Equal((5, 1), (child.Journal.Lives, child.Log.Count(CrashLoop)));
        clock.Pass(TimeSpan.FromSeconds(30));
        await Assert.ThrowsAsync<McpConnectionException>(() => child.CallAsync());
        Assert.Equal((6, 1), (child.Journal.Lives, child.Log.Count(HalfOpenAttempt)));
    }

    private PlannedTransport Transport() => new(_ => _isDown ? PlannedTransport.Down() : null);

    private async Task<McpClient> FaultedAsync(PlannedTransport transport, Action<McpClientOptions>? configure = null)
    {
        McpClient client = await PlannedClient.ConnectAsync(
            transport,
            _clock,
            options =>
            {
                options.Reconnect.MaxAttempts = 1;
                configure?.Invoke(options);
            },
            _events);
        _isDown = true;
        transport.Cut();
        await new StateLog(client).WhenAsync(McpClientState.Faulted);
        return client;
    }

    private static async Task FirstAsync(McpSubscription subscription)
    {
        await foreach (McpNotification _ in subscription)
            break;
    }

    private static async Task<McpConnectionException> LostAsync(McpClient client)
    {
        McpConnectionException error = await Assert.ThrowsAsync<McpConnectionException>(() => Guard.Soon(client.PingAsync().AsTask()));
        Assert.Equal(McpDisposition.NotSent, error.Disposition);
        return error;
    }
}
