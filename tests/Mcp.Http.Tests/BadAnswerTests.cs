using System.Text;
using Mcp.Http.Tests.Kit;
using Microsoft.AspNetCore.Http;

namespace Mcp.Http.Tests;

/// <summary>Each bad answer fails its own request, says why, and leaves the connection usable.</summary>
public sealed class BadAnswerTests
{
    private const string Progress = """{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":5,"progress":1}}""";

    [Theory]
    [InlineData(202, null, "", "acknowledged but not answered", true)]
    [InlineData(204, null, "", "acknowledged but not answered", true)]
    [InlineData(200, "text/html", "<html>\n<h1>It works!</h1>", "<html> <h1>It works!</h1>", true)]
    [InlineData(200, "application/json", "<html>", "no JSON-RPC message; application/json: <html>", true)]
    [InlineData(200, "application/json", "", "empty body (application/json)", true)]
    [InlineData(200, "application/json", "{\"jsonrpc\":\"2.0\",\"id\":5,\"resu", "no JSON-RPC message", true)]
    [InlineData(200, "text/plain", "hello", "text/plain: hello", true)]
    [InlineData(400, "application/json", "{\"error\":\"invalid\"}", "{\"error\":\"invalid\"}", false)]
    [InlineData(404, "text/plain", "nothing here", "nothing here", false)]
    [InlineData(406, null, "", "refused the request", false)]
    [InlineData(415, null, "", "refused the request", false)]
    [InlineData(429, null, "", "refused the request", true)]
    [InlineData(500, "text/html", "<h1>oops</h1>", "text/html: <h1>oops</h1>", true)]
    [InlineData(503, "text/event-stream", "data: no\n\n", "data: no", true)]
    public async Task What_is_no_answer_fails_its_request_and_says_why(int status, string? type, string body, string expected, bool transient)
    {
        await using Harness harness = await ServeOnce(async context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = type;
            if (body.Length > 0)
                await context.Response.WriteAsync(body);
        });
        harness.Call(5);
        SinkEvent failure = await harness.Sink.FailureAsync();
        Assert.Equal(5, failure.Id);
        Assert.Equal(McpDisposition.Sent, failure.Lost.Disposition);
        Assert.Equal(status, failure.Lost.Close.HttpStatus);
        Assert.Equal(transient, failure.Lost.IsTransient);
        Assert.Contains(expected, failure.Text, StringComparison.Ordinal);
        await NextCallWorks(harness);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task Refused_credentials_are_an_error_of_their_own_with_the_challenge(int status)
    {
        await using Harness harness = await ServeOnce(async context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.WWWAuthenticate = "Bearer resource_metadata=\"x\"";
            await context.Response.WriteAsync("who?");
        });
        harness.Call(5);
        SinkEvent failure = await harness.Sink.NextAsync();
        var error = Assert.IsType<McpAuthenticationException>(failure.Error);
        Assert.Equal(status, error.HttpStatus);
        Assert.Equal("Bearer resource_metadata=\"x\"", error.Challenge);
        Assert.Equal(McpDisposition.NotSent, error.Disposition);
        Assert.Contains("who?", error.Message, StringComparison.Ordinal);
        await NextCallWorks(harness);
    }

    [Fact]
    public async Task An_excerpt_is_at_most_a_kilobyte()
    {
        await using Harness harness = await ServeOnce(static context => context.TextAsync(new string('x', 100_000), "text/plain", 500));
        harness.Call(5);
        SinkEvent failure = await harness.Sink.FailureAsync();
        Assert.Equal(1024, failure.Text.Count(static c => c == 'x') - "text".Count(static c => c == 'x'));
        await NextCallWorks(harness);
    }

    [Theory]
    [InlineData(400, "5", -32602)]
    [InlineData(404, "5", -32601)]
    [InlineData(500, "\"5\"", -32603)]
    [InlineData(200, "5", -32601)]
    public async Task An_error_in_the_protocols_own_words_is_handed_over_whatever_the_status(int status, string id, int code)
    {
        await using Harness harness = await ServeOnce(context => context.JsonAsync(Frames.Error(id, code), status));
        harness.Call(5);
        Assert.Equal(Frames.Error(id, code), await harness.Sink.FrameAsync());
        await NextCallWorks(harness);
    }

    [Theory]
    [InlineData(400, """{"jsonrpc":"2.0","error":{"code":-32020,"message":"no"}}""")]
    [InlineData(400, """{"jsonrpc":"2.0","id":null,"error":{"code":-32020,"message":"no"}}""")]
    [InlineData(200, """{"jsonrpc":"2.0","id":"server-error","error":{"code":-32020,"message":"no"}}""")]
    public async Task An_error_without_an_id_of_ours_belongs_to_the_exchange_it_came_on(int status, string body)
    {
        await using Harness harness = await ServeOnce(context => context.JsonAsync(body, status));
        harness.Call(5);
        Assert.Equal(Frames.Error("5", -32020), await harness.Sink.FrameAsync());
        await NextCallWorks(harness);
    }

    [Theory]
    [InlineData("2024-11-05", false)]
    [InlineData("2025-06-18", false)]
    [InlineData("2025-06-18", true)]
    [InlineData("2026-07-28", false)]
    public async Task An_answer_in_a_batch_is_none_where_the_revision_has_no_batches(string revision, bool events)
    {
        string batch = $"[{Frames.Result(5)}]";
        await using Harness harness = await ServeOnce(context => events ? context.EventsAsync(Frames.Event(batch)) : context.JsonAsync(batch));
        harness.Send(5, Frames.Request(5, "tools/call"), Frames.Method("tools/call"), McpRevision.Known.Single(known => known.Date == revision));
        if (events)
            Assert.Equal(batch, await harness.Sink.FrameAsync());
        Assert.Equal(5, (await harness.Sink.FailureAsync()).Id);
        await NextCallWorks(harness);
    }

    [Fact]
    public async Task A_body_with_another_message_than_the_answer_fails_the_request()
    {
        await using Harness harness = await ServeOnce(static context => context.JsonAsync(Frames.Result(99)));
        harness.Call(5);
        Assert.Equal(Frames.Result(99), await harness.Sink.FrameAsync());
        Assert.Contains("not the answer", (await harness.Sink.FailureAsync()).Text, StringComparison.Ordinal);
        await NextCallWorks(harness);
    }

    [Fact]
    public async Task A_refused_notification_is_noise()
    {
        await using Harness harness = await ServeOnce(static context => context.TextAsync("no", "text/plain", 400));
        harness.Send(0, Frames.Notification("notifications/x"), null, McpRevision.V2025_03_26);
        Assert.Contains("HTTP 400", (await harness.Sink.NextAsync()).Text, StringComparison.Ordinal);
        await NextCallWorks(harness);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answer_above_the_limit_fails_its_request_only(bool events)
    {
        string huge = Frames.Result(5, $$"""{"text":"{{new string('x', 100_000)}}"}""");
        await using Harness harness = await ServeOnce(context => events ? context.EventsAsync(Frames.Event(huge)) : context.JsonAsync(huge), maxFrameBytes: 65_536);
        harness.Call(5);
        SinkEvent failure = await harness.Sink.FailureAsync();
        Assert.Equal(McpCloseReason.FrameTooLarge, failure.Lost.Close.Reason);
        Assert.False(failure.Lost.IsTransient);
        await NextCallWorks(harness);
    }

    [Fact]
    public async Task A_stream_that_ends_without_the_answer_is_never_a_hang()
    {
        await using Harness harness = await ServeOnce(static context => context.EventsAsync(Frames.Event(Progress)));
        harness.Call(5);
        Assert.Equal(Progress, await harness.Sink.FrameAsync());
        SinkEvent failure = await harness.Sink.FailureAsync();
        Assert.Equal(McpDisposition.Sent, failure.Lost.Disposition);
        Assert.Equal(McpCloseReason.PeerClosed, failure.Lost.Close.Reason);
        await NextCallWorks(harness);
    }

    [Fact]
    public async Task A_foreign_event_is_noise()
    {
        await using Harness harness = await ServeOnce(static context => context.EventsAsync("event: endpoint\ndata: /x\n\n", Frames.Event(Frames.Result(5))));
        harness.Call(5);
        Assert.Contains("endpoint", (await harness.Sink.NextAsync()).Text, StringComparison.Ordinal);
        Assert.Equal(Frames.Result(5), await harness.Sink.FrameAsync());
    }

    [Theory]
    // Cut inside a chunk: the framing itself says that something is missing.
    [InlineData("Transfer-Encoding: chunked", "40\r\ndata: {\"jsonrpc\"", McpCloseReason.IoError)]
    // No length and a FIN: a clean end of half an event.
    [InlineData("Connection: close", "data: {\"jsonrpc\":\"2.0\",\"id\":5,\"result\":{}}\n", McpCloseReason.PeerClosed)]
    public async Task A_truncated_event_stream_fails_as_sent_and_the_half_event_is_dropped(string header, string body, McpCloseReason reason)
    {
        await using Harness harness = Harness.Raw(new RawHttpServer($"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n{header}\r\n\r\n{body}", Json(Frames.Result(6))));
        harness.Call(5);
        SinkEvent failure = await harness.Sink.FailureAsync();
        Assert.Equal(McpDisposition.Sent, failure.Lost.Disposition);
        Assert.Equal(reason, failure.Lost.Close.Reason);
        Assert.Equal(200, failure.Lost.Close.HttpStatus);
        await NextCallWorks(harness);
    }

    [Fact]
    public async Task A_json_body_shorter_than_its_length_fails_as_sent()
    {
        await using Harness harness = Harness.Raw(new RawHttpServer("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{\"jsonrpc\":", Json(Frames.Result(6))));
        harness.Call(5);
        SinkEvent failure = await harness.Sink.FailureAsync();
        Assert.Equal(McpDisposition.Sent, failure.Lost.Disposition);
        Assert.Contains("broke off", failure.Text, StringComparison.Ordinal);
        await NextCallWorks(harness);
    }

    [Fact]
    public async Task A_connection_cut_before_the_head_fails_as_sent()
    {
        await using Harness harness = Harness.Raw(new RawHttpServer("HTTP/1.1 2", Json(Frames.Result(6))));
        harness.Call(5);
        Assert.Equal(McpDisposition.Sent, (await harness.Sink.FailureAsync()).Lost.Disposition);
        await NextCallWorks(harness);
    }

    private static string Json(string body) => $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";

    private static Task<Harness> ServeOnce(RequestDelegate bad, int maxFrameBytes = 1 << 20)
    {
        int requests = 0;
        return Harness.KestrelAsync(
            async context =>
            {
                int id = (await context.ReadFrameAsync()).Id;
                if (Interlocked.Increment(ref requests) == 1)
                    await bad(context);
                else
                    await context.JsonAsync(Frames.Result(id));
            },
            maxFrameBytes: maxFrameBytes);
    }

    private static async Task NextCallWorks(Harness harness)
    {
        harness.Call(6);
        Assert.Equal(Frames.Result(6), await harness.Sink.FrameAsync());
        Assert.Empty(harness.Sink.Rest());
    }
}
