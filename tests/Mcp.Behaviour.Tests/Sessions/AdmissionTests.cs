using System.Collections.Concurrent;
using System.Globalization;
using Mcp.Behaviour.Tests.Faults.Kit;
using Mcp.Behaviour.Tests.Kit;
using Mcp.Options;

namespace Mcp.Behaviour.Tests.Sessions;

/// <summary>A server with two handlers at once: from 32 waiting requests on it stops reading, above 64 it refuses what comes nonetheless.</summary>
public sealed class AdmissionTests
{
    private const int Running = 2;
    private const int PausesAt = Running * 16;
    private const int RefusesAt = Running * 32;

    private readonly ConcurrentDictionary<int, TaskCompletionSource> _handlers = new();
    private readonly SteppedClock _clock = new();

    [Fact]
    public async Task Reading_stops_when_too_many_wait_and_goes_on_when_a_handler_ends()
    {
        HandPeer client = Serve(WaitAsync);
        for (int i = 1; i < Running + PausesAt; i++)
            client.Call(i);
        Assert.False(client.IsPaused);

        client.Call(Running + PausesAt);

        Assert.True(client.IsPaused);
        Finish(1);
        await client.AnswerAsync(1);
        Assert.False(client.IsPaused);
        for (int i = 2; i <= Running + PausesAt; i++)
        {
            Finish(i);
            Assert.Contains("result", await client.AnswerAsync(i), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Reading_goes_on_while_a_request_of_the_server_waits_for_its_answer()
    {
        HandPeer client = Serve(async (parameters, context, cancellationToken) =>
        {
            await WaitAsync(parameters, context, cancellationToken);
            return RawHandlers.Text(Sampling.TextOf(await context.Peer.InvokeAsync(Sampling.Method, McpJson.EmptyObject, cancellationToken: cancellationToken)));
        });
        for (int i = 1; i <= Running + PausesAt; i++)
            client.Call(i);
        Assert.True(client.IsPaused);

        Finish(1);

        string question = await client.SentAsync(frame => frame.Contains("sampling/createMessage", StringComparison.Ordinal));
        Assert.False(client.IsPaused);
        client.Call(1000);
        Assert.False(client.IsPaused);
        McpJson.Parse(question).TryGetProperty("id", out McpJson id);
        client.Give($$"""{"jsonrpc":"2.0","id":{{id}},"result":{"content":{"type":"text","text":"heard"} } }""");
        Assert.Contains("heard", await client.SentAsync(frame => frame.Contains("\"result\":{\"content\"", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pause_in_which_no_handler_ends_is_over_after_five_seconds_so_that_a_cancel_is_heard()
    {
        HandPeer client = Serve(WaitAsync);
        for (int i = 1; i <= Running + PausesAt; i++)
            client.Call(i);
        Assert.True(client.IsPaused);

        _clock.Advance(TimeSpan.FromSeconds(4));
        Assert.True(client.IsPaused);
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.False(client.IsPaused);
        client.Give("""{"jsonrpc":"2.0","id":"p","method":"ping"}""");
        Assert.Equal("""{"jsonrpc":"2.0","id":"p","result":{}}""", client.Sent[^1]);
        Finish(1);
        await client.AnswerAsync(1);
    }

    [Fact]
    public void What_comes_nonetheless_waits_up_to_a_bound_and_is_refused_above_it()
    {
        HandPeer client = Serve(WaitAsync);
        for (int i = 1; i <= Running + RefusesAt; i++)
            client.Call(i);
        Assert.Single(client.Sent);

        client.Call(7777);

        Assert.Equal("""{"jsonrpc":"2.0","id":7777,"error":{"code":-32000,"message":"Too many requests are being served."}}""", client.Sent[^1]);
    }

    [Fact]
    public async Task Many_calls_whose_handlers_all_ask_back_end_within_the_process()
    {
        McpHandlerTable table = RawHandlers.Server();
        table.Serve("tools/call", McpJson.Read, RawHandlers.Write, static async (_, context, cancellationToken) =>
            RawHandlers.Text(Sampling.TextOf(await context.Peer.InvokeAsync(Sampling.Method, McpJson.EmptyObject, cancellationToken: cancellationToken))));
        var server = new McpServer(new McpServerOptions { Handlers = { table }, Limits = { MaxPeerRequests = Running } });
        var options = new McpClientOptions { Handlers = { RawHandlers.Sampling("yes") }, Limits = { MaxInFlight = 64 } };
        options.ProtocolVersions.Add(McpRevision.V2025_03_26);
        await using McpClient client = await McpClient.ConnectAsync(server.AsTransport(), options);

        McpToolResult[] results = await Guard.Soon(Task.WhenAll(Enumerable.Range(0, 500).Select(_ => client.CallToolAsync("x").AsTask())));

        Assert.All(results, result => Assert.Equal("yes", result.Text));
    }

    [Fact]
    public async Task A_server_within_the_process_lets_calls_wait_where_they_are()
    {
        McpHandlerTable table = RawHandlers.Server();
        table.Serve("tools/call", McpJson.Read, RawHandlers.Write, static async (parameters, _, _) =>
        {
            await Task.Yield();
            return RawHandlers.Text("done");
        });
        var server = new McpServer(new McpServerOptions { Handlers = { table }, Limits = { MaxPeerRequests = 1 } });
        await using McpClient client = await McpClient.ConnectAsync(server.AsTransport());

        // Far more than may wait in the server: what it does not read is neither lost nor refused.
        McpToolResult[] results = await Guard.Soon(Task.WhenAll(Enumerable.Range(0, 5_000).Select(_ => client.CallToolAsync("x").AsTask())));

        Assert.All(results, result => Assert.Equal("done", result.Text));
    }

    /// <summary>Lets a handler end, as soon as it runs. Two run at once, so which is the first to run is not known.</summary>
    private void Finish(int id) => HandlerOf(id).TrySetResult();

    private TaskCompletionSource HandlerOf(int id) => _handlers.GetOrAdd(id, static _ => new TaskCompletionSource());

    private async ValueTask<McpJson> WaitAsync(McpJson parameters, McpRequestContext context, CancellationToken cancellationToken)
    {
        TaskCompletionSource finish = HandlerOf(int.Parse(context.RequestId.ToString(), CultureInfo.InvariantCulture));
        await finish.Task;
        return RawHandlers.Text("done");
    }

    private HandPeer Serve(Func<McpJson, McpRequestContext, CancellationToken, ValueTask<McpJson>> call)
    {
        McpHandlerTable table = RawHandlers.Server();
        table.Serve("tools/call", McpJson.Read, RawHandlers.Write, call);
        var options = new McpServerOptions { Handlers = { table }, Limits = { MaxPeerRequests = Running }, TimeProvider = _clock };
        var peer = new HandPeer();
        RuntimeServices services = McpClient.ServicesFor(_clock, null, options.Limits);
        new McpServer(options, services).Attach(peer);
        peer.Initialize();
        return peer;
    }

    /// <summary>A clock that the test moves, in steps of the sweeper's period.</summary>
    private sealed class SteppedClock : TimeProvider
    {
        private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

        private readonly List<SteppedTimer> _timers = [];
        private long _now = 1;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Read(ref _now);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = new SteppedTimer(() => callback(state));
            timer.Change(dueTime, period);
            lock (_timers)
                _timers.Add(timer);
            return timer;
        }

        public void Advance(TimeSpan time)
        {
            for (TimeSpan passed = TimeSpan.Zero; passed < time; passed += Step)
            {
                Interlocked.Add(ref _now, Step.Ticks);
                SteppedTimer[] due;
                lock (_timers)
                    due = [.. _timers.Where(timer => timer.Repeats)];
                foreach (SteppedTimer timer in due)
                    timer.Fire();
            }
        }

        private sealed class SteppedTimer(Action fire) : ITimer
        {
            public bool Repeats { get; private set; }

            public void Fire() => fire();

            public bool Change(TimeSpan dueTime, TimeSpan period)
            {
                Repeats = period != Timeout.InfiniteTimeSpan;
                return true;
            }

            public void Dispose() => Repeats = false;

            public ValueTask DisposeAsync()
            {
                Dispose();
                return ValueTask.CompletedTask;
            }
        }
    }
}
