using Mcp.Behaviour.Tests.Faults.Kit;
using Mcp.Behaviour.Tests.Kit;
using Mcp.Behaviour.Tests.Resilience.Kit;

namespace Mcp.Behaviour.Tests.Resilience;

/// <summary>The end on purpose: from everywhere, at every moment, once.</summary>
public sealed class ClosingTests
{
    private static readonly McpNotificationMethod<bool> Go = new("notifications/go", null);

    [Fact]
    public async Task A_call_in_flight_is_still_answered_and_a_new_one_is_refused()
    {
        await using var child = new FaultChild("serve --until tools/call; expect notifications/go; reply-id 1025 '{\"content\":[{\"type\":\"text\",\"text\":\"late\"}]}'; serve");
        McpClient client = await child.ConnectAsync();
        var states = new StateLog(client);
        Task<McpToolResult> call = child.CallAsync();
        await client.NotifyAsync(Go, true);

        Task disposing = client.DisposeAsync().AsTask();
        McpConnectionException refused = await Assert.ThrowsAsync<McpConnectionException>(() => child.CallAsync());

        Assert.Equal((McpCloseReason.ClientClosed, McpDisposition.NotSent), (refused.Close.Reason, refused.Disposition));
        Assert.Equal("late", (await call).Text);
        await Guard.Soon(disposing);
        Assert.Equal([McpClientState.Ready, McpClientState.Draining, McpClientState.Closed], await AllAsync(states));
    }

    [Fact]
    public async Task A_call_that_nobody_answers_holds_the_end_up_as_long_as_the_option_says()
    {
        var clock = new SteppedClock();
        await using var child = new FaultChild("serve --mute tools/call");
        McpClient client = await child.ConnectAsync(configure: options => options.TimeProvider = clock);
        var states = new StateLog(client);
        Task<McpToolResult> call = child.CallAsync();

        Task disposing = client.DisposeAsync().AsTask();
        await states.WhenAsync(McpClientState.Draining);
        clock.Pass(TimeSpan.FromSeconds(4.9));
        Assert.False(disposing.IsCompleted);
        clock.Pass(TimeSpan.FromSeconds(0.2));

        await Guard.Soon(disposing);
        McpConnectionException error = await Assert.ThrowsAsync<McpConnectionException>(() => call);
        Assert.Equal((McpCloseReason.ClientClosed, McpDisposition.Sent), (error.Close.Reason, error.Disposition));
    }

    [Fact]
    [Trait("Row", "27")]
    public async Task Disposing_from_two_threads_while_it_connects_waits_or_negotiates_ends_once_and_starts_nothing()
    {
        // While it waits for the next attempt.
        var clock = new HeldClock();
        var waiting = new PlannedTransport();
        McpClient client = await McpClient.ConnectAsync(waiting, new McpClientOptions { TimeProvider = clock });
        waiting.Cut();
        await clock.ReconnectIsHeldAsync();
        await DisposeTwiceAsync(client);
        Assert.Equal(1, waiting.Attempts);

        // While the next process does not answer the handshake.
        await using var silent = new FaultChild("serve --die-on tools/call", laterLives: "wait-eof");
        client = await silent.ConnectAsync();
        await Assert.ThrowsAsync<McpConnectionException>(() => silent.CallAsync());
        await new StateLog(client).WhenAsync(McpClientState.Negotiating);
        await DisposeTwiceAsync(client);
        Assert.Equal(2, silent.ProcessIds.Count);
        Assert.All(silent.ProcessIds, id => Assert.False(ChildClient.IsAlive(id)));

        // With a call in flight.
        await using var busy = new FaultChild("serve --mute tools/call");
        client = await busy.ConnectAsync(configure: options => options.Drain = TimeSpan.Zero);
        Task<McpToolResult> call = busy.CallAsync();
        await DisposeTwiceAsync(client);
        Assert.Equal(McpCloseReason.ClientClosed, (await Assert.ThrowsAsync<McpConnectionException>(() => call)).Close.Reason);
        Assert.Single(busy.ProcessIds);
    }

    [Fact]
    [Trait("Row", "27")]
    public async Task Giving_up_the_first_connect_leaves_no_process()
    {
        await using var silent = new FaultChild("wait-eof");
        using var cancel = new CancellationTokenSource();
        Task<McpClient> connecting = silent.ConnectAsync(cancellationToken: cancel.Token);
        await silent.Log.WhenAsync(EventLog.ProcessStarted, 1);

        cancel.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting);
        Assert.False(ChildClient.IsAlive(Assert.Single(silent.ProcessIds)));
    }

    [Fact]
    [Trait("Row", "54")]
    public async Task A_watch_of_the_state_may_dispose_the_client_and_call_it()
    {
        var transport = new PlannedTransport();
        McpClient client = await McpClient.ConnectAsync(transport);
        var seen = new List<McpClientState>();
        Task watching = Guard.Soon(WatchAsync());
        transport.Cut();

        await watching;

        Assert.Equal(McpClientState.Closed, seen[^1]);
        Assert.Equal(2, transport.Lives);

        async Task WatchAsync()
        {
            await foreach (McpStateChange change in client.WatchStateAsync())
            {
                seen.Add(change.To);
                if (change.From != McpClientState.Negotiating || seen.Count < 2)
                    continue;
                Assert.NotEmpty(await client.ListToolsAsync().ToListAsync());
                await client.DisposeAsync();
            }
        }
    }

    [Fact]
    [Trait("Row", "54")]
    public async Task A_handler_may_call_the_client_and_dispose_it()
    {
        McpClient client = null!;
        var clock = new EagerClock();
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        McpHandlerTable handlers = new();
        handlers.Declare("sampling");
        handlers.Serve("sampling/createMessage", McpJson.Read, RawHandlers.Write, async (_, _, token) =>
        {
            Assert.NotEmpty(await client.ListToolsAsync().ToListAsync(token));
            await client.DisposeAsync();
            done.SetResult();
            return McpJson.Parse("""{"role":"assistant","content":{"type":"text","text":"bye"},"model":"m"}""");
        });
        client = await PlannedClient.ConnectAsync(new PlannedTransport(), clock, options => options.Handlers.Add(handlers));

        Task<McpToolResult> call = client.CallToolAsync("ask", McpJson.Parse("""{"method":"sampling/createMessage","params":{"messages":[],"maxTokens":1}}""")).AsTask();

        await Guard.Soon(done.Task);
        await Assert.ThrowsAsync<McpConnectionException>(() => Guard.Soon(call));
        Assert.Equal(McpClientState.Closed, client.State);
        // The drain alone was waited for, and a handler that waits for its own end holds it up no longer.
        Assert.Contains(TimeSpan.FromSeconds(5), clock.Delays);
    }

    private static Task DisposeTwiceAsync(McpClient client) =>
        Guard.Soon(Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(async () => await client.DisposeAsync()))));

    private static async Task<McpClientState[]> AllAsync(StateLog states)
    {
        await Guard.Soon(states.Ended);
        return states.States;
    }
}
