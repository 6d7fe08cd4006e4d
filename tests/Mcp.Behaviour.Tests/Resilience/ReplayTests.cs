using Mcp.Behaviour.Tests.Faults.Kit;
using Mcp.Behaviour.Tests.Resilience.Kit;

namespace Mcp.Behaviour.Tests.Resilience;

/// <summary>What a new connection is told before calls go over it, and what a server that is another one now means to them.</summary>
public sealed class ReplayTests
{
    private const int ServerChanged = 1011;
    private const int WishNotRepeated = 1013;

    private readonly HeldClock _held = new();
    private readonly EventLog _events = new();

    [Fact]
    public async Task Wishes_are_told_again_before_the_calls_that_waited()
    {
        var server = new ToldServer();
        var transport = new PlannedTransport(server: server.Create);
        await using McpClient client = await PlannedClient.ConnectAsync(transport, _held);
        await client.WatchResourceAsync("demo://a");
        await client.WatchResourceAsync("demo://b");
        await client.WatchLogAsync(McpLogLevel.Error);
        await client.SetLoggingLevelAsync(McpLogLevel.Debug);

        transport.Cut();
        await _held.ReconnectIsHeldAsync();
        Task<McpToolResult> call = client.CallToolAsync("echo", McpJson.EmptyObject).AsTask();
        await _held.LetReconnectAsync();
        await Guard.Soon(call);

        Assert.Equal(["resources/subscribe demo://a", "resources/subscribe demo://b", "logging/setLevel debug", "tools/call"], server.OfLife(2));
    }

    [Fact]
    public async Task A_wish_that_is_refused_is_logged_and_keeps_nobody_waiting()
    {
        var server = new ToldServer { Before = (life, method, _) => life == 2 && method == "resources/subscribe" ? throw new McpRequestException(McpErrorCodes.InvalidParams, "gone") : default };
        var transport = new PlannedTransport(server: server.Create);
        await using McpClient client = await PlannedClient.ConnectAsync(transport, new EagerClock(), log: _events);
        await client.WatchResourceAsync("demo://a");

        transport.Cut();
        await Guard.Soon(client.CallToolAsync("echo", McpJson.EmptyObject).AsTask());

        Assert.Equal(1, _events.Count(WishNotRepeated));
        Assert.Equal(["resources/subscribe demo://a", "tools/call"], server.OfLife(2));
    }

    [Fact]
    public async Task A_wish_that_is_not_answered_makes_the_attempt_fail()
    {
        var clock = new SteppedClock();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var server = new ToldServer
        {
            Before = async (life, method, token) =>
            {
                if (life != 2 || method != "resources/subscribe")
                    return;
                asked.TrySetResult();
                await new TaskCompletionSource().Task.WaitAsync(token);
            },
        };
        var transport = new PlannedTransport(server: server.Create);
        await using McpClient client = await PlannedClient.ConnectAsync(transport, clock, options => options.NegotiateTimeout = TimeSpan.FromSeconds(4), _events);
        var states = new StateLog(client);
        await client.WatchResourceAsync("demo://a");
        transport.Cut();
        await states.WhenAsync(McpClientState.Backoff);
        Task<McpToolResult> call = client.CallToolAsync("echo", McpJson.EmptyObject).AsTask();

        Task reconnecting = client.ReconnectAsync();
        await Guard.Soon(asked.Task);
        clock.Pass(TimeSpan.FromSeconds(4.5));
        McpConnectionException error = await Assert.ThrowsAsync<McpConnectionException>(() => Guard.Soon(reconnecting));
        await Guard.Soon(client.ReconnectAsync());

        Assert.IsType<McpTimeoutException>(error.Close.Error);
        Assert.Equal("done", (await Guard.Soon(call)).Text);
        Assert.Equal(["resources/subscribe demo://a"], server.OfLife(2));
        Assert.Equal(["resources/subscribe demo://a", "tools/call"], server.OfLife(3));
    }

    [Fact]
    [Trait("Row", "49")]
    public async Task A_server_that_offers_less_than_before_is_told_and_what_it_lacks_fails_here_by_name()
    {
        var server = new ToldServer();
        var transport = new PlannedTransport(server: life => life == 1 ? server.Create(life) : server.Create(life, "tools"));
        await using McpClient client = await PlannedClient.ConnectAsync(transport, _held, log: _events);
        var states = new StateLog(client);

        transport.Cut();
        await _held.ReconnectIsHeldAsync();
        Task waited = client.SubscribeResourceAsync("demo://a").AsTask();
        Task<McpToolResult> served = client.CallToolAsync("echo", McpJson.EmptyObject).AsTask();
        await _held.LetReconnectAsync();
        McpUnsupportedException error = await Assert.ThrowsAsync<McpUnsupportedException>(() => Guard.Soon(waited));

        Assert.Equal("'resources/subscribe' cannot be called: since it was connected again, the server does not offer resources any more.", error.Message);
        Assert.Equal(McpDisposition.NotSent, error.Disposition);
        await Assert.ThrowsAsync<McpUnsupportedException>(() => client.ReadResourceAsync("demo://a").AsTask());
        Assert.Equal("done", (await Guard.Soon(served)).Text);
        Assert.Equal(["tools/call"], server.OfLife(2));
        await states.WhenAsync(McpClientState.Ready, 2);
        McpServerChange change = states.Seen[^1].Server!;
        Assert.Equal(["tools", "resources", "logging"], Names(change.CapabilitiesBefore));
        Assert.Equal(["tools"], Names(change.Capabilities));
        Assert.Equal(1, _events.Count(ServerChanged));
    }

    [Fact]
    [Trait("Row", "49")]
    public async Task A_server_that_speaks_an_older_revision_now_is_told()
    {
        await using var child = new FaultChild("serve --die-on tools/call", laterLives: "speak 2024-11-05; serve");
        await child.ConnectAsync("2025-03-26", options => options.ProtocolVersions.Add(McpRevision.V2024_11_05));
        var states = new StateLog(child.Client);

        await Assert.ThrowsAsync<McpConnectionException>(() => child.CallAsync());
        await child.TheNextCallWorksAsync();

        await states.WhenAsync(McpClientState.Ready, 2);
        Assert.Equal((McpRevision.V2025_03_26, McpRevision.V2024_11_05), (states.Seen[^1].Server!.RevisionBefore, states.Seen[^1].Server!.Revision));
        Assert.Equal(McpRevision.V2024_11_05, child.Client.NegotiatedVersion);
        Assert.Equal(McpRevision.V2024_11_05, child.Client.GetSnapshot().Revision);
    }

    [Fact]
    [Trait("Row", "49")]
    public async Task A_server_that_speaks_no_common_revision_any_more_is_given_up_and_says_so()
    {
        await using var child = new FaultChild("serve --die-on tools/call", laterLives: "speak 2024-11-05; serve");
        await child.ConnectAsync("2025-03-26");
        var states = new StateLog(child.Client);

        await Assert.ThrowsAsync<McpConnectionException>(() => child.CallAsync());
        await states.WhenAsync(McpClientState.Faulted);

        McpConnectionException error = await Assert.ThrowsAsync<McpConnectionException>(() => child.CallAsync());
        Assert.Contains("the server speaks 2024-11-05", error.Message, StringComparison.Ordinal);
        Assert.Equal(McpDisposition.NotSent, error.Disposition);
    }

    [Fact]
    public async Task A_server_that_is_the_same_is_no_news()
    {
        var transport = new PlannedTransport();
        await using McpClient client = await PlannedClient.ConnectAsync(transport, new EagerClock(), log: _events);
        var states = new StateLog(client);

        transport.Cut();
        await states.WhenAsync(McpClientState.Ready, 2);

        Assert.Null(states.Seen[^1].Server);
        Assert.Equal(0, _events.Count(ServerChanged));
    }

    private static string[] Names(McpJson capabilities) => [.. new[] { "tools", "resources", "logging" }.Where(name => capabilities.TryGetProperty(name, out _))];
}
