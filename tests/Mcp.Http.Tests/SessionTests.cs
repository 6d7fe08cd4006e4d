using System.Collections.Concurrent;
using Mcp.Http.Tests.Kit;

namespace Mcp.Http.Tests;

/// <summary>What the stateful revisions add: the session and resumption.</summary>
public sealed class SessionTests
{
    private const string Progress = """{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":5,"progress":1}}""";

    [Fact]
    public async Task The_session_id_of_initialize_is_echoed_and_no_other()
    {
        var seen = new ConcurrentQueue<string>();
        await using Harness harness = await StatefulServer.ServeAsync(async (context, id, method) =>
        {
            seen.Enqueue($"{method} {context.Request.Headers["Mcp-Session-Id"]} {context.Request.Headers["MCP-Protocol-Version"]}");
            context.Response.Headers["Mcp-Session-Id"] = method == "initialize" ? "s-1" : "s-2";
            await context.JsonAsync(Frames.Result(id));
        });
        await harness.HandshakeAsync();
        harness.Call(2);
        await harness.Sink.FrameAsync();
        harness.Call(3);
        await harness.Sink.FrameAsync();
        Assert.Equal(["initialize  ", "notifications/initialized s-1 ", "tools/call s-1 ", "tools/call s-1 "], seen);
    }

    [Fact]
    public async Task From_2025_06_18_on_the_revision_rides_along_after_the_handshake()
    {
        var seen = new ConcurrentQueue<string>();
        await using Harness harness = await StatefulServer.ServeAsync(async (context, id, method) =>
        {
            seen.Enqueue($"{method} {context.Request.Headers["MCP-Protocol-Version"]}");
            await context.JsonAsync(Frames.Result(id));
        });
        await harness.HandshakeAsync(McpRevision.V2025_06_18);
        harness.Send(2, Frames.Request(2, "tools/list"), Frames.Method("tools/list"), McpRevision.V2025_06_18);
        await harness.Sink.FrameAsync();
        Assert.Equal(["initialize ", "notifications/initialized 2025-06-18", "tools/list 2025-06-18"], seen);
    }

    [Fact]
    public async Task Nothing_overtakes_the_end_of_the_handshake()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var seen = new ConcurrentQueue<string>();
        await using Harness harness = await StatefulServer.ServeAsync(async (context, id, method) =>
        {
            seen.Enqueue(method);
            if (method == "notifications/initialized")
            {
                await release.Task;
                seen.Enqueue("taken");
            }

            await context.JsonAsync(Frames.Result(id));
        });
        await harness.HandshakeAsync();
        harness.Call(2);
        Assert.Equal([1], harness.Sink.Sent);
        release.SetResult();
        Assert.Equal(Frames.Result(2), await harness.Sink.FrameAsync());
        Assert.Equal(["initialize", "notifications/initialized", "taken", "tools/call"], seen);
    }

    [Fact]
    public async Task What_waits_for_the_handshake_is_freed_when_the_connection_ends()
    {
        var never = new TaskCompletionSource();
        await using Harness harness = await StatefulServer.ServeAsync(async (context, id, method) =>
        {
            if (method == "notifications/initialized")
                await never.Task.WaitAsync(context.RequestAborted);
            await context.JsonAsync(Frames.Result(id));
        });
        await harness.HandshakeAsync();
        harness.Call(2);
        harness.Connection.Abort(new McpCloseInfo(McpCloseReason.ClientClosed));
        Assert.Equal("closed", (await harness.Sink.NextAsync()).Kind);
        harness.Call(3);
        Assert.Equal([1], harness.Sink.Sent);
    }

    [Fact]
    public async Task A_stream_cut_after_an_event_id_is_resumed_and_the_result_comes_on_another_exchange()
    {
        var resumed = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var read = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using Harness harness = await StatefulServer.ServeAsync(
            async (context, id, method) =>
            {
                context.Response.Headers["Mcp-Session-Id"] = "s-1";
                if (method == "initialize" || id == 0)
                {
                    await context.JsonAsync(Frames.Result(id));
                    return;
                }

                await context.EventsAsync("id: e-1\nretry: 200\ndata:\n\n", Frames.Event(Progress, "e-2"), "id: e-3\ndata: {\"half\"");
                await read.Task;
                context.Abort();
            },
            async context =>
            {
                resumed.SetResult($"{context.Request.Headers["Last-Event-ID"]} {context.Request.Headers["Mcp-Session-Id"]} {context.Request.Headers.Accept}");
                await context.EventsAsync(Frames.Event(Progress, "e-3"), Frames.Event(Frames.Result(2), "e-4"));
            });
        await harness.HandshakeAsync();
        harness.Call(2);
        Assert.Equal(Progress, await harness.Sink.FrameAsync());
        // A reset may destroy what the client has not read yet.
        read.SetResult();
        HandTimer wait = await harness.Time.NextTimerAsync();
        Assert.Equal(TimeSpan.FromMilliseconds(200), wait.Due);
        wait.Fire();
        Assert.Equal(Progress, await harness.Sink.FrameAsync());
        Assert.Equal(Frames.Result(2), await harness.Sink.FrameAsync());
        Assert.Equal("e-2 s-1 text/event-stream", await resumed.Task);
    }

    [Fact]
    public async Task A_stream_that_cannot_be_resumed_is_given_up_after_five_attempts()
    {
        int attempts = 0;
        await using Harness harness = await StatefulServer.ServeAsync(
            static (context, id, _) => id < 2 ? context.JsonAsync(Frames.Result(id)) : context.EventsAsync(Frames.Event(Progress, "e-1")),
            context =>
            {
                Interlocked.Increment(ref attempts);
                return context.TextAsync("later", "text/plain", 503);
            });
        await harness.HandshakeAsync();
        harness.Call(2);
        await harness.Sink.FrameAsync();
        for (int seconds = 1; seconds <= 16; seconds *= 2)
        {
            HandTimer wait = await harness.Time.NextTimerAsync();
            Assert.Equal(TimeSpan.FromSeconds(seconds), wait.Due);
            wait.Fire();
        }

        SinkEvent failure = await harness.Sink.FailureAsync();
        Assert.Equal(McpDisposition.Sent, failure.Lost.Disposition);
        Assert.Contains("503", failure.Lost.Close.Error!.Message, StringComparison.Ordinal);
        Assert.Equal(5, attempts);
    }

    [Fact]
    public async Task A_server_that_does_not_resume_fails_the_request_at_once()
    {
        await using Harness harness = await StatefulServer.ServeAsync(
            static (context, id, _) => id < 2 ? context.JsonAsync(Frames.Result(id)) : context.EventsAsync(Frames.Event(Progress, "e-1")),
            static context => context.TextAsync("", "text/plain", 405));
        await harness.HandshakeAsync();
        harness.Call(2);
        await harness.Sink.FrameAsync();
        (await harness.Time.NextTimerAsync()).Fire();
        Assert.Contains("does not resume", (await harness.Sink.FailureAsync()).Text, StringComparison.Ordinal);
        harness.Call(1);
        Assert.Equal(Frames.Result(1), await harness.Sink.FrameAsync());
    }

    [Fact]
    public async Task The_stateless_era_does_not_resume()
    {
        await using Harness harness = await StatefulServer.ServeAsync(static (context, id, _) => context.EventsAsync(Frames.Event(Progress, "e-1")));
        harness.Send(5, Frames.Request(5, "tools/list"), Frames.Method("tools/list"), McpRevision.V2026_07_28);
        await harness.Sink.FrameAsync();
        Assert.Equal(McpDisposition.Sent, (await harness.Sink.FailureAsync()).Lost.Disposition);
    }

    [Theory]
    [InlineData("")]
    [InlineData("""{"jsonrpc":"2.0","id":null,"error":{"code":-32001,"message":"Session not found"}}""")]
    public async Task A_session_that_the_server_forgot_ends_the_connection(string body)
    {
        await using Harness harness = await StatefulServer.ServeAsync((context, id, method) =>
        {
            context.Response.Headers["Mcp-Session-Id"] = "s-1";
            return id == 2 ? context.JsonAsync(body, 404) : context.JsonAsync(Frames.Result(id));
        });
        await harness.HandshakeAsync();
        harness.Call(2);
        // The server knew no such session, so the call cannot have been carried out.
        Assert.Equal(McpDisposition.NotSent, (await harness.Sink.FailureAsync()).Lost.Disposition);
        SinkEvent closed = await harness.Sink.NextAsync();
        Assert.Equal("closed", closed.Kind);
        Assert.Equal(404, closed.Close!.HttpStatus);
        Assert.True(closed.Close.IsTransient);
        Assert.Contains("session expired", closed.Text, StringComparison.Ordinal);
        Assert.Equal(closed.Close, await harness.Connection.Closed);
    }

    [Fact]
    public async Task An_unknown_method_does_not_end_the_session()
    {
        await using Harness harness = await StatefulServer.ServeAsync(static (context, id, _) =>
        {
            context.Response.Headers["Mcp-Session-Id"] = "s-1";
            return id == 2 ? context.JsonAsync(Frames.Error("2", -32601), 404) : context.JsonAsync(Frames.Result(id));
        });
        await harness.HandshakeAsync();
        harness.Call(2);
        Assert.Equal(Frames.Error("2", -32601), await harness.Sink.FrameAsync());
        harness.Call(3);
        Assert.Equal(Frames.Result(3), await harness.Sink.FrameAsync());
    }
}
