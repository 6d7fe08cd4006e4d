using Mcp.Behaviour.Tests.Faults.Kit;
using Mcp.Behaviour.Tests.Resilience.Kit;

namespace Mcp.Behaviour.Tests.Resilience;

/// <summary>When the next attempt follows, and how many there are.</summary>
public sealed class BackoffRulesTests
{
    private readonly EagerClock _clock = new();

    [Fact]
    public async Task Delays_begin_anew_only_after_ten_seconds_and_a_message()
    {
        var transport = new PlannedTransport();
        await using McpClient client = await PlannedClient.ConnectAsync(transport, _clock);
        var log = new StateLog(client);

        await LoseAsync(2);
        await LoseAsync(3);
        _clock.Pass(TimeSpan.FromSeconds(10));
        await LoseAsync(4);
        await client.PingAsync();
        _clock.Pass(TimeSpan.FromSeconds(9));
        await LoseAsync(5);
        await client.PingAsync();
        _clock.Pass(TimeSpan.FromSeconds(10));
        await LoseAsync(6);

        Assert.Equal([50, 250, 500, 1_000, 50], _clock.Delays.Select(delay => delay.TotalMilliseconds));

        async Task LoseAsync(int readyAgain)
        {
            transport.Cut();
            await log.WhenAsync(McpClientState.Ready, readyAgain);
        }
    }

    [Fact]
    public async Task No_attempt_comes_sooner_than_the_server_asked()
    {
        var transport = new PlannedTransport(attempt => attempt == 2 ? PlannedTransport.Down(retryAfter: TimeSpan.FromSeconds(7)) : null);
        await using McpClient client = await PlannedClient.ConnectAsync(transport, _clock);

        transport.Cut(new McpCloseInfo(McpCloseReason.PeerClosed) { RetryAfter = TimeSpan.FromSeconds(3) });
        await new StateLog(client).WhenAsync(McpClientState.Ready, 2);

        Assert.Equal([3.05, 7.25], _clock.Delays.Select(delay => delay.TotalSeconds));
    }

    [Fact]
    public async Task A_process_is_tried_ten_times()
    {
        var transport = new PlannedTransport(attempt => attempt > 1 ? PlannedTransport.Down() : null) { IsProcess = true };
        await using McpClient client = await PlannedClient.ConnectAsync(transport, _clock);
        var log = new StateLog(client);

        transport.Cut();
        await log.WhenAsync(McpClientState.Faulted);

        Assert.Equal(11, transport.Attempts);
        Assert.Equal("10 attempts to reconnect failed; the last one: it is down", client.GetSnapshot().LastClose?.Detail is { } ? (await LostAsync(client)).Close.Detail : null);
    }

    [Fact]
    public async Task A_server_elsewhere_is_tried_without_end()
    {
        var transport = new PlannedTransport(attempt => attempt is > 1 and < 60 ? PlannedTransport.Down() : null);
        await using McpClient client = await PlannedClient.ConnectAsync(transport, _clock);

        transport.Cut();
        await new StateLog(client).WhenAsync(McpClientState.Ready, 2);

        Assert.Equal(60, transport.Attempts);
        Assert.All(_clock.Delays[8..], delay => Assert.Equal(TimeSpan.FromSeconds(15), delay));
    }

    [Fact]
    public async Task What_waiting_cannot_mend_is_not_waited_for()
    {
        var transport = new PlannedTransport(attempt => attempt > 1 ? new McpConnectionException(new McpCloseInfo(McpCloseReason.ConnectFailed) { Detail = "no such file", IsTransient = false }) : null);
        await using McpClient client = await PlannedClient.ConnectAsync(transport, _clock);

        transport.Cut();
        await new StateLog(client).WhenAsync(McpClientState.Faulted);

        Assert.Equal(2, transport.Attempts);
    }

    [Fact]
    public async Task Connecting_for_the_first_time_is_tried_again_if_the_options_say_so()
    {
        var transport = new PlannedTransport(attempt => attempt < 4 ? PlannedTransport.Down() : null);

        await Assert.ThrowsAsync<McpConnectionException>(() => PlannedClient.ConnectAsync(transport, _clock));
        Assert.Equal(1, transport.Attempts);
        await using McpClient client = await PlannedClient.ConnectAsync(transport, _clock, options => options.Reconnect.RetryInitialConnect = true);

        Assert.Equal(4, transport.Attempts);
        Assert.Equal(McpClientState.Ready, client.State);
    }

    [Fact]
    public async Task Connecting_for_the_first_time_ends_with_the_token_and_with_what_lasts()
    {
        var down = new PlannedTransport(_ => PlannedTransport.Down());
        using var cancel = new CancellationTokenSource();
        var clock = new HeldClock();
        var options = new McpClientOptions { TimeProvider = clock, Reconnect = { RetryInitialConnect = true } };
        Task<McpClient> connecting = McpClient.ConnectAsync(down, options, cancel.Token).AsTask();
        await clock.ReconnectIsHeldAsync();
        cancel.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Guard.Soon(connecting));
        Assert.Equal(1, down.Attempts);

        var wrong = new PlannedTransport(attempt => attempt == 2 ? new McpConnectionException(new McpCloseInfo(McpCloseReason.ConnectFailed) { IsTransient = false, Detail = "wrong" }) : PlannedTransport.Down());
        McpConnectionException error = await Assert.ThrowsAsync<McpConnectionException>(() => PlannedClient.ConnectAsync(wrong, _clock, options => options.Reconnect.RetryInitialConnect = true));
        Assert.Contains("wrong", error.Message, StringComparison.Ordinal);
    }

    private static Task<McpConnectionException> LostAsync(McpClient client) => Assert.ThrowsAsync<McpConnectionException>(() => client.PingAsync().AsTask());
}
