using System.Collections.Concurrent;
using Mcp.Http.Tests.Kit;

namespace Mcp.Http.Tests;

/// <summary>The stream that a server has for itself, and how a connection says goodbye.</summary>
public sealed class ServerStreamTests
{
    private const string Progress = """{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":5,"progress":1}}""";
    private const string ListChanged = """{"jsonrpc":"2.0","method":"notifications/tools/list_changed"}""";

    [Fact]
    public async Task The_servers_own_stream_is_opened_after_the_handshake_and_again_when_it_ends()
    {
        var seen = new ConcurrentQueue<string>();
        await using Harness harness = await StatefulServer.ServeAsync(
            StatefulServer.AnswerAll,
            async context =>
            {
                seen.Enqueue($"{context.Request.Headers["Mcp-Session-Id"]} {context.Request.Headers["Last-Event-ID"]}");
                await context.EventsAsync("retry: 100\n\n", Frames.Event(ListChanged, $"g-{seen.Count}"));
            },
            serverStream: true);
        await harness.HandshakeAsync();
        for (int life = 1; life <= 3; life++)
        {
            Assert.Equal(ListChanged, await harness.Sink.FrameAsync());
            HandTimer wait = await harness.Time.NextTimerAsync();
            Assert.Equal(TimeSpan.FromMilliseconds(100), wait.Due);
            if (life < 3)
                wait.Fire();
        }

        Assert.Equal(["s-1 ", "s-1 g-1", "s-1 g-2"], seen);
    }

    [Theory]
    [InlineData(405, 0)]
    [InlineData(404, 0)]
    [InlineData(400, 1)]
    public async Task A_server_without_a_stream_of_its_own_is_not_asked_again(int status, int noises)
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using Harness harness = await StatefulServer.ServeAsync(
            StatefulServer.AnswerAll,
            context =>
            {
                asked.SetResult();
                return context.TextAsync("", "text/plain", status);
            },
            serverStream: true);
        await harness.HandshakeAsync();
        await asked.Task;
        await harness.Connection.CloseAsync();
        List<SinkEvent> rest = harness.Sink.Rest();
        Assert.Equal(noises, rest.Count(static item => item.Kind == "noise"));
        Assert.Equal("closed", rest[^1].Kind);
    }

    [Fact]
    public async Task A_stream_that_ends_as_soon_as_it_is_opened_is_given_up()
    {
        int opened = 0;
        await using Harness harness = await StatefulServer.ServeAsync(
            StatefulServer.AnswerAll,
            context =>
            {
                Interlocked.Increment(ref opened);
                return context.EventsAsync(": nothing\n\n");
            },
            serverStream: true);
        await harness.HandshakeAsync();
        for (int seconds = 1; seconds <= 16; seconds *= 2)
        {
            HandTimer wait = await harness.Time.NextTimerAsync();
            Assert.Equal(TimeSpan.FromSeconds(seconds), wait.Due);
            wait.Fire();
        }

        Assert.Contains("given up", (await harness.Sink.NextAsync()).Text, StringComparison.Ordinal);
        Assert.Equal(5, opened);
    }

    [Fact]
    public async Task Closing_deletes_the_session_and_ends_what_is_open()
    {
        var deleted = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var aborted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using Harness harness = await StatefulServer.ServeAsync(
            async (context, id, method) =>
            {
                context.Response.Headers["Mcp-Session-Id"] = "s-1";
                if (id != 2)
                {
                    await context.JsonAsync(Frames.Result(id));
                    return;
                }

                context.RequestAborted.Register(aborted.SetResult);
                await context.EventsAsync(Frames.Event(Progress));
                await aborted.Task;
            },
            onDelete: context =>
            {
                deleted.SetResult(context.Request.Headers["Mcp-Session-Id"].ToString());
                return context.TextAsync("", "text/plain", 405);
            });
        await harness.HandshakeAsync();
        harness.Call(2);
        Assert.Equal(Progress, await harness.Sink.FrameAsync());
        await Task.WhenAll(harness.Connection.CloseAsync(), harness.Connection.CloseAsync());
        Assert.Equal("s-1", await deleted.Task);
        Assert.Equal(McpCloseReason.ClientClosed, (await harness.Sink.NextAsync()).Close!.Reason);
        await aborted.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_server_that_does_not_answer_the_goodbye_holds_nobody_up()
    {
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var aborted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using Harness harness = await StatefulServer.ServeAsync(StatefulServer.AnswerAll, onDelete: async context =>
        {
            context.RequestAborted.Register(aborted.SetResult);
            entered.SetResult();
            await aborted.Task;
        });
        await harness.HandshakeAsync();
        harness.Call(2);
        await harness.Sink.FrameAsync();
        Task closing = harness.Connection.CloseAsync();
        HandTimer limit = await harness.Time.NextTimerAsync();
        Assert.Equal(TimeSpan.FromSeconds(1), limit.Due);
        await entered.Task;
        limit.Fire();
        await closing.WaitAsync(TimeSpan.FromSeconds(20));
    }
}
