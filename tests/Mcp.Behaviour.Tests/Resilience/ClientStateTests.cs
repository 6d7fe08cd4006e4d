using Mcp.Behaviour.Tests.Faults.Kit;
using Mcp.Behaviour.Tests.Resilience.Kit;

namespace Mcp.Behaviour.Tests.Resilience;

public sealed class ClientStateTests
{
    private static readonly McpReconnectOptions Quick = new() { BackoffBase = TimeSpan.FromMilliseconds(1), BackoffMax = TimeSpan.FromMilliseconds(1) };

    [Fact]
    public async Task A_loss_leads_through_backoff_and_handshake_back_to_ready_and_closing_leads_to_the_end()
    {
        var transport = new PlannedTransport(attempt => attempt == 2 ? PlannedTransport.Down() : null);
        McpClient client = await McpClient.ConnectAsync(transport, new McpClientOptions { Reconnect = Quick });
        var log = new StateLog(client);
        await log.WhenAsync(McpClientState.Ready);

        transport.Cut();
        await log.WhenAsync(McpClientState.Ready, 2);
        await client.DisposeAsync();
        await Guard.Soon(log.Ended);

        Assert.Equal(
            [
                McpClientState.Ready, McpClientState.Backoff, McpClientState.Connecting, McpClientState.Backoff, McpClientState.Connecting,
                McpClientState.Negotiating, McpClientState.Ready, McpClientState.Draining, McpClientState.Closed,
            ],
            log.States);
        Assert.Equal("cut", log.Seen[1].Close!.Detail);
        Assert.Equal((1, "it is down"), (log.Seen[3].Attempt, log.Seen[3].Close!.Detail));
        Assert.Equal(McpClientState.Closed, client.State);
        await Guard.Soon(client.Completion);
    }

    [Fact]
    public async Task A_watch_that_begins_late_tells_the_state_of_now_first()
    {
        McpClient client = await McpClient.ConnectAsync(new PlannedTransport());
        await client.DisposeAsync();

        var log = new StateLog(client);
        await Guard.Soon(log.Ended);

        Assert.Equal([McpClientState.Closed], log.States);
    }

    [Fact]
    public async Task Asking_to_reconnect_ends_the_wait_for_the_next_attempt()
    {
        var clock = new HeldClock();
        var transport = new PlannedTransport();
        await using McpClient client = await McpClient.ConnectAsync(transport, new McpClientOptions { TimeProvider = clock });
        transport.Cut();
        await clock.ReconnectIsHeldAsync();
        Assert.Equal(McpClientState.Backoff, client.State);

        await Guard.Soon(client.ReconnectAsync());

        Assert.Equal((McpClientState.Ready, 2), (client.State, transport.Lives));
        await Guard.Soon(client.ReconnectAsync());
        Assert.Equal(2, transport.Lives);
    }

    [Fact]
    public async Task An_attempt_that_was_asked_for_and_fails_says_so_and_the_client_goes_on()
    {
        var clock = new HeldClock();
        var transport = new PlannedTransport(attempt => attempt == 2 ? PlannedTransport.Down() : null);
        await using McpClient client = await McpClient.ConnectAsync(transport, new McpClientOptions { TimeProvider = clock });
        transport.Cut();
        await clock.ReconnectIsHeldAsync();

        McpConnectionException error = await Assert.ThrowsAsync<McpConnectionException>(() => Guard.Soon(client.ReconnectAsync()));

        Assert.Equal("it is down", error.Close.Detail);
        await Guard.Soon(client.ReconnectAsync());
        Assert.Equal(McpClientState.Ready, client.State);
    }

    [Fact]
    public async Task A_client_that_shall_not_reconnect_by_itself_does_when_asked()
    {
        var transport = new PlannedTransport();
        await using McpClient client = await McpClient.ConnectAsync(transport, new McpClientOptions { Reconnect = { Enabled = false } });
        var log = new StateLog(client);
        transport.Cut();
        await log.WhenAsync(McpClientState.Faulted);
        await Assert.ThrowsAsync<McpConnectionException>(() => client.ListToolsAsync().ToListAsync().AsTask());

        await Guard.Soon(client.ReconnectAsync());

        Assert.NotEmpty(await client.ListToolsAsync().ToListAsync().AsTask());
    }

    [Fact]
    public async Task Asking_to_reconnect_a_disposed_client_says_that_it_is_closed()
    {
        McpClient client = await McpClient.ConnectAsync(new PlannedTransport());
        await client.DisposeAsync();

        McpConnectionException error = await Assert.ThrowsAsync<McpConnectionException>(() => client.ReconnectAsync());

        Assert.Equal(McpCloseReason.ClientClosed, error.Close.Reason);
    }

    [Fact]
    public async Task The_snapshot_tells_what_is_known()
    {
        var clock = new HeldClock();
        var transport = new PlannedTransport();
        await using McpClient client = await McpClient.ConnectAsync(transport, new McpClientOptions { TimeProvider = clock });

        McpClientSnapshot ready = client.GetSnapshot();
        transport.Cut();
        await clock.ReconnectIsHeldAsync();
        Task<List<McpTool>> waiting = client.ListToolsAsync().ToListAsync().AsTask();
        McpClientSnapshot lost = client.GetSnapshot();

        Assert.Equal((McpClientState.Ready, client.NegotiatedVersion, 0, 0, 0), (ready.State, ready.Revision, ready.InFlight, ready.WaitingCalls, ready.Attempts));
        Assert.Equal((TimeSpan.Zero, null), (ready.LastReadAge, ready.LastClose));
        Assert.Equal((McpClientState.Backoff, 1, 1, "cut"), (lost.State, lost.WaitingCalls, lost.Attempts, lost.LastClose!.Detail));
        Assert.Null(lost.LastReadAge);
        await clock.LetReconnectAsync();
        Assert.NotEmpty(await Guard.Soon(waiting));
    }
}
