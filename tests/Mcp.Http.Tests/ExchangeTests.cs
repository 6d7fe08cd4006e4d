using System.Net;
using System.Net.Sockets;
using Mcp.Http.Tests.Kit;
using Mcp.Transports;

namespace Mcp.Http.Tests;

public sealed class ExchangeTests
{
    private const string Progress = """{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":5,"progress":1}}""";
    private const string Sampling = """{"jsonrpc":"2.0","method":"sampling/createMessage","id":5,"params":{}}""";

    [Fact]
    public async Task A_json_answer_is_one_frame()
    {
        await using Harness harness = await Harness.KestrelAsync(static async context =>
        {
            Assert.Equal("application/json, text/event-stream", context.Request.Headers.Accept.ToString());
            Assert.Equal("application/json", context.Request.ContentType);
            Assert.Equal("Bearer x", context.Request.Headers.Authorization.ToString());
            (int id, _, string text) = await context.ReadFrameAsync();
            Assert.Equal(context.Request.ContentLength, text.Length);
            await context.JsonAsync(Frames.Result(id));
        }, static options => options.Headers["Authorization"] = "Bearer x");
        harness.Call(5);
        Assert.Equal(Frames.Result(5), await harness.Sink.FrameAsync());
        Assert.Equal([5], harness.Sink.Sent);
        Assert.Empty(harness.Sink.Rest());
    }

    [Fact]
    public async Task A_request_that_is_given_up_as_it_leaves_is_not_left_open()
    {
        await using Harness harness = await Harness.KestrelAsync(static context => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted));
        harness.Sink.WhenSent = harness.Connection.Abandon;
        harness.Call(5);
        // The server never answers, so an exchange that was missed would keep its frame.
        Assert.True(SpinWait.SpinUntil(() => harness.Pool.Rented == 0, TimeSpan.FromSeconds(20)));
        Assert.Empty(harness.Sink.Rest());
    }

    [Fact]
    public async Task An_event_stream_brings_progress_before_its_result()
    {
        await using Harness harness = await Harness.KestrelAsync(static context =>
            context.EventsAsync(": hello\n\n", Frames.Event(Progress), Frames.Event(Progress), Frames.Event(Frames.Result(5))));
        harness.Call(5);
        Assert.Equal(Progress, await harness.Sink.FrameAsync());
        Assert.Equal(Progress, await harness.Sink.FrameAsync());
        Assert.Equal(Frames.Result(5), await harness.Sink.FrameAsync());
    }

    [Fact]
    public async Task A_request_of_the_peer_inside_the_answer_is_answered_by_its_own_post()
    {
        var answered = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using Harness harness = await Harness.KestrelAsync(async context =>
        {
            (int id, string method, string text) = await context.ReadFrameAsync();
            if (method.Length == 0)
            {
                context.Response.StatusCode = 202;
                answered.SetResult(text);
                return;
            }

            // Same number as our own request: two id spaces.
            await context.EventsAsync(Frames.Event(Sampling));
            await answered.Task;
            await context.EventsAsync(Frames.Event(Frames.Result(id)));
        });
        harness.Call(5);
        Assert.Equal(Sampling, await harness.Sink.FrameAsync());
        harness.Send(0, Frames.Result(5, "{\"role\":\"user\"}"), null, McpRevision.V2025_03_26);
        Assert.Equal(Frames.Result(5), await harness.Sink.FrameAsync());
        Assert.Contains("user", await answered.Task, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_batch_is_handed_over_whole()
    {
        string batch = $"[{Progress},{Frames.Result(5)}]";
        await using Harness harness = await Harness.KestrelAsync(context => context.JsonAsync(batch));
        harness.Call(5);
        Assert.Equal(batch, await harness.Sink.FrameAsync());
    }

    [Fact]
    public async Task A_hundred_exchanges_run_at_once_and_each_gets_its_own_answer()
    {
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        int arrived = 0;
        await using Harness harness = await Harness.KestrelAsync(async context =>
        {
            (int id, _, _) = await context.ReadFrameAsync();
            if (Interlocked.Increment(ref arrived) == 100)
                all.SetResult();
            await all.Task;
            if (id % 2 == 0)
                await context.JsonAsync(Frames.Result(id));
            else
                await context.EventsAsync(Frames.Event(Frames.Result(id)));
        });
        for (int id = 1; id <= 100; id++)
            harness.Call(id);
        var frames = new HashSet<string>();
        for (int i = 0; i < 100; i++)
            frames.Add(await harness.Sink.FrameAsync());
        Assert.Equal(Enumerable.Range(1, 100).Select(static id => Frames.Result(id)).ToHashSet(), frames);
    }

    [Fact]
    public async Task A_request_that_was_given_up_before_it_left_does_not_leave()
    {
        int requests = 0;
        await using Harness harness = await Harness.KestrelAsync(async context =>
        {
            Interlocked.Increment(ref requests);
            await context.JsonAsync(Frames.Result((await context.ReadFrameAsync()).Id));
        });
        harness.Sink.GivenUp.Add(5);
        harness.Call(5);
        harness.Call(6);
        Assert.Equal(Frames.Result(6), await harness.Sink.FrameAsync());
        Assert.Equal(1, requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Abandoning_closes_the_response_which_the_server_sees(bool beforeHeaders)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using Harness harness = await Harness.KestrelAsync(async context =>
        {
            (int id, _, _) = await context.ReadFrameAsync();
            if (id == 6)
            {
                await context.JsonAsync(Frames.Result(6));
                return;
            }

            context.RequestAborted.Register(seen.SetResult);
            if (!beforeHeaders)
                await context.EventsAsync(Frames.Event(Progress));
            entered.SetResult();
            await seen.Task;
        });
        harness.Call(5);
        await entered.Task;
        if (!beforeHeaders)
            Assert.Equal(Progress, await harness.Sink.FrameAsync());
        harness.Connection.Abandon(5);
        await seen.Task.WaitAsync(TimeSpan.FromSeconds(20));
        harness.Connection.Abandon(77);
        harness.Call(6);
        Assert.Equal(Frames.Result(6), await harness.Sink.FrameAsync());
        Assert.Empty(harness.Sink.Rest());
    }

    [Fact]
    public async Task Stateless_headers_mirror_the_body()
    {
        Dictionary<string, string?>? headers = null;
        await using Harness harness = await Harness.KestrelAsync(async context =>
        {
            headers = context.Request.Headers.ToDictionary(static header => header.Key, static header => (string?)header.Value, StringComparer.OrdinalIgnoreCase);
            await context.JsonAsync(Frames.Result((await context.ReadFrameAsync()).Id));
        });
        harness.Send(
            5,
            Frames.Request(5, "tools/call", """{"name":"größe","arguments":{"region":"eu\nX-Evil: 1","empty":"","n":3,"on":true,"none":null}}"""),
            Frames.Method("tools/call", "name"),
            McpRevision.V2026_07_28,
            new HeaderProjection([("Region", ["region"]), ("Empty", ["empty"]), ("N", ["n"]), ("On", ["on"]), ("None", ["none"])]));
        await harness.Sink.FrameAsync();
        Assert.Equal("2026-07-28", headers!["MCP-Protocol-Version"]);
        Assert.Equal("tools/call", headers["Mcp-Method"]);
        Assert.Equal("=?base64?Z3LDtsOfZQ==?=", headers["Mcp-Name"]);
        Assert.Equal("=?base64?ZXUKWC1FdmlsOiAx?=", headers["Mcp-Param-Region"]);
        Assert.True(headers.ContainsKey("Mcp-Param-Empty"));
        Assert.Equal("", headers["Mcp-Param-Empty"]);
        Assert.Equal("3", headers["Mcp-Param-N"]);
        Assert.Equal("true", headers["Mcp-Param-On"]);
        Assert.False(headers.ContainsKey("Mcp-Param-None"));
        Assert.False(headers.ContainsKey("X-Evil"));
        Assert.False(headers.ContainsKey("Mcp-Session-Id"));
    }

    [Fact]
    public async Task A_refused_connection_means_that_nothing_was_sent()
    {
        using var port = new TcpListener(IPAddress.Loopback, 0);
        port.Start();
        var address = new Uri($"http://{port.LocalEndpoint}/mcp");
        port.Stop();
        await using Harness harness = Harness.Nowhere(address);
        harness.Call(5);
        SinkEvent failure = await harness.Sink.FailureAsync();
        Assert.Equal(5, failure.Id);
        Assert.Equal(McpDisposition.NotSent, failure.Lost.Disposition);
        Assert.Equal(McpCloseReason.ConnectFailed, failure.Lost.Close.Reason);
        Assert.Equal("tools/call", failure.Lost.Method);
        Assert.True(failure.Lost.IsTransient);
        harness.Send(0, Frames.Notification("notifications/x"), null, McpRevision.V2025_03_26);
        Assert.Equal("noise", (await harness.Sink.NextAsync()).Kind);
    }

    [Theory]
    [InlineData("/other", true)]
    [InlineData("http://localhost:1/mcp", false)]
    public async Task A_redirect_is_followed_within_the_origin_only(string location, bool followed)
    {
        await using Harness harness = await Harness.KestrelAsync(async context =>
        {
            (int id, _, _) = await context.ReadFrameAsync();
            if (context.Request.Path == "/other")
            {
                await context.JsonAsync(Frames.Result(id));
                return;
            }

            context.Response.StatusCode = 307;
            context.Response.Headers.Location = location;
        });
        harness.Call(5);
        SinkEvent next = await harness.Sink.NextAsync();
        if (followed)
            Assert.Equal(Frames.Result(5), next.Text);
        else
            Assert.Equal(307, next.Lost.Close.HttpStatus);
    }
}
