using Mcp.Behaviour.Tests.Faults.Kit;

namespace Mcp.Behaviour.Tests.Faults;

/// <summary>A server process that dies: what was in flight, what is known of the death, and what the next process gets.</summary>
public sealed class LostProcessTests
{
    private const int SigKill = 128 + 9;
    private const int SigSegv = 128 + 11;

    [Fact]
    public async Task A_list_in_flight_is_sent_again_to_the_next_process_under_a_fresh_id()
    {
        await using var child = new FaultChild("serve --die-on tools/list");
        McpClient client = await child.ConnectAsync();

        List<McpTool> tools = await Guard.Soon(client.ListToolsAsync().ToListAsync());

        Assert.Equal(["echo", "count"], tools.Select(tool => tool.Name));
        await child.TheNextCallWorksAsync();
        Assert.Equal(["initialize", "notifications/initialized", "tools/list"], child.Journal.Methods(1));
        Assert.Equal(["initialize", "notifications/initialized", "tools/list", "tools/call"], child.Journal.Methods(2));
        AllIdsDiffer(child.Journal);
    }

    [Theory]
    [InlineData("kill-self", SigKill)]
    [InlineData("signal 11", SigSegv)]
    [InlineData("exit 3", 3)]
    [InlineData("exit 0", 0)]
    [Trait("Row", "3")]
    public async Task A_tool_call_in_flight_fails_once_as_sent_and_tells_how_the_process_ended(string death, int exitCode)
    {
        await using var child = new FaultChild($"serve --until tools/call; stderr 'out of cheese'; stderr 'redo from start'; {death}");
        await child.ConnectAsync();

        McpConnectionException error = await Assert.ThrowsAsync<McpConnectionException>(() => child.CallAsync());

        Assert.Equal(McpCloseReason.ProcessExited, error.Close.Reason);
        Assert.Equal(exitCode, error.Close.ExitCode);
        Assert.Equal(["out of cheese", "redo from start"], error.Close.StandardErrorTail);
        Assert.Equal(McpDisposition.Sent, error.Disposition);
        Assert.Equal("tools/call", error.Method);
        Assert.True(error.IsTransient);
        await child.TheNextCallWorksAsync();
        Assert.Single(child.Journal.Read(), received => received.At("params", "arguments", "message") == "\"special\"");
        Assert.Equal(2, child.Journal.Lives);
        AllIdsDiffer(child.Journal);
    }

    [Fact]
    public async Task A_server_that_dies_after_every_handshake_is_given_up()
    {
        const string DyingYoung = "serve --until notifications/initialized; stderr 'no licence'; exit 7";
        await using var child = new FaultChild("serve --die-on tools/call", laterLives: DyingYoung);
        await child.ConnectAsync(configure: options => options.Reconnect = new McpReconnectOptions { MaxAttempts = 3, BackoffBase = TimeSpan.FromMilliseconds(1), BackoffMax = TimeSpan.FromMilliseconds(2) });
        await Assert.ThrowsAsync<McpConnectionException>(() => child.CallAsync());

        McpConnectionException error;
        do
        {
            // Until it is given up, a call may still meet one of the short lives.
            error = await Assert.ThrowsAsync<McpConnectionException>(() => child.CallAsync());
        }
        while (error.IsTransient);

        Assert.Equal(McpDisposition.NotSent, error.Disposition);
        Assert.Equal(7, error.Close.ExitCode);
        Assert.Contains("3 attempts to reconnect failed", error.Message, StringComparison.Ordinal);
        Assert.Contains("no licence", error.Message, StringComparison.Ordinal);
        Assert.Equal(4, child.Journal.Lives);
    }

    [Fact]
    public async Task A_call_made_while_there_is_no_connection_goes_out_after_the_handshake_of_the_next_one()
    {
        var clock = new HeldClock();
        await using var child = new FaultChild("serve --die-on tools/call");
        await child.ConnectAsync(configure: options => options.TimeProvider = clock);
        McpConnectionException lost = await Assert.ThrowsAsync<McpConnectionException>(() => child.CallAsync());
        Assert.Equal(McpDisposition.Sent, lost.Disposition);

        await clock.ReconnectIsHeldAsync();
        Task<string> first = child.EchoAsync("first");
        Task<string> second = child.EchoAsync("second");
        Assert.False(first.IsCompleted);
        Assert.Equal(1, child.Journal.Lives);
        await clock.LetReconnectAsync();

        Assert.Equal(["first", "second"], await Task.WhenAll(first, second));
        Assert.Equal(["initialize", "notifications/initialized", "tools/call", "tools/call"], child.Journal.Methods(2));
        Assert.Equal(["\"first\"", "\"second\""], child.Journal.OfLife(2).Skip(2).Select(received => received.At("params", "arguments", "message")));
        AllIdsDiffer(child.Journal);
        await child.TheNextCallWorksAsync();
    }

    [Fact]
    [Trait("Row", "2")]
    public async Task Every_call_in_flight_settles_once_and_no_timer_is_needed_when_the_process_dies()
    {
        // Whatever waited for time to pass would wait for ever.
        var clock = new HeldClock();
        await using var child = new FaultChild("serve --only 2; read 100; stderr 'out of cheese'; kill-self");
        await child.ConnectAsync(configure: options => options.TimeProvider = clock);

        Task<McpToolResult>[] calls = [.. Enumerable.Range(0, 100).Select(_ => child.CallAsync())];
        McpConnectionException[] errors = await Task.WhenAll(calls.Select(call => Assert.ThrowsAsync<McpConnectionException>(() => call)));

        Assert.All(errors, error => Assert.Equal((McpCloseReason.ProcessExited, SigKill, McpDisposition.Sent), (error.Close.Reason, error.Close.ExitCode, error.Disposition)));
        Assert.All(errors, error => Assert.Equal(["out of cheese"], error.Close.StandardErrorTail));
        Assert.Equal(100, errors.Distinct().Count());
        await clock.LetReconnectAsync();
        await child.TheNextCallWorksAsync();
        AllIdsDiffer(child.Journal);
    }

    [Fact]
    [Trait("Row", "1")]
    public async Task Half_an_answer_is_no_answer()
    {
        await using var child = new FaultChild("serve --until tools/call; half-line; kill-self");
        await child.ConnectAsync();

        McpConnectionException error = await Assert.ThrowsAsync<McpConnectionException>(() => child.CallAsync());

        Assert.Equal((McpCloseReason.ProcessExited, McpDisposition.Sent), (error.Close.Reason, error.Disposition));
        Assert.Equal(1, child.Log.Count(EventLog.Noise));
        await child.TheNextCallWorksAsync();
    }

    [Fact]
    public async Task A_client_that_is_disposed_while_it_reconnects_leaves_no_process_behind()
    {
        await using var child = new FaultChild("serve --die-on tools/call", laterLives: "wait-eof");
        McpClient client = await child.ConnectAsync();
        await Assert.ThrowsAsync<McpConnectionException>(() => child.CallAsync());
        await child.Log.WhenAsync(EventLog.ProcessStarted, 2);

        await Guard.Soon(client.DisposeAsync().AsTask());

        Assert.False(ChildClient.IsAlive(child.ProcessIds[1]));
    }

    private static void AllIdsDiffer(Journal journal)
    {
        string[] ids = [.. journal.Read().Select(received => received.Id).OfType<string>()];
        Assert.Equal(ids.Distinct(), ids);
        Assert.All(ids, id => Assert.InRange(int.Parse(id), 1, int.MaxValue));
    }
}
