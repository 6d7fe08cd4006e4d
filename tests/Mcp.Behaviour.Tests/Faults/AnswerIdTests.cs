using Mcp.Behaviour.Tests.Faults.Kit;
using Mcp.Behaviour.Tests.Kit;

namespace Mcp.Behaviour.Tests.Faults;

/// <summary>Answers and requests under ids that are taken, unknown, or written differently.</summary>
public sealed class AnswerIdTests
{
    [Fact]
    [Trait("Row", "13")]
    public async Task The_first_of_two_answers_counts()
    {
        await using var child = new FaultChild("""serve --until tools/call; reply; reply '{"content":[{"type":"text","text":"too late"}]}'; serve""");
        await child.ConnectAsync();

        McpToolResult result = await child.CallAsync();

        Assert.Equal("special", result.Text);
        await child.TheNextCallWorksAsync();
        Assert.Equal(1, child.Log.Count(EventLog.LateResponse));
        Assert.Equal(1, child.Journal.Lives);
    }

    [Fact]
    [Trait("Row", "15")]
    public async Task An_answer_to_a_question_that_nobody_asked_is_passed_over()
    {
        await using var child = new FaultChild("""serve --until tools/call; reply-id 999999; reply-id -1; reply-id 0; reply-id 4294968320; reply-id '"nobody"'; reply; serve""");
        await child.ConnectAsync();

        McpToolResult result = await child.CallAsync();

        Assert.Equal("special", result.Text);
        Assert.Equal(4, child.Log.Count(EventLog.LateResponse));
        await child.TheNextCallWorksAsync();
        Assert.Equal(1, child.Journal.Lives);
    }

    [Fact]
    [Trait("Row", "15")]
    public async Task An_id_that_comes_back_as_a_text_of_digits_is_accepted_and_reported_once()
    {
        await using var child = new FaultChild("""serve --until tools/call; reply-id '"$id"'; serve --until tools/call; reply-id '"$id"'; serve""");
        await child.ConnectAsync();

        Assert.Equal("special", (await child.CallAsync()).Text);
        Assert.Equal("special", (await child.CallAsync()).Text);

        Assert.Equal(1, child.Log.Count(EventLog.TextualId));
        await child.TheNextCallWorksAsync();
    }

    [Fact]
    [Trait("Row", "18")]
    public async Task A_late_answer_to_a_call_that_was_given_up_finds_nobody()
    {
        await using var child = new FaultChild("""serve --until tools/call; notify notifications/progress '{"progressToken":$id,"progress":1}'; expect notifications/cancelled; reply; serve""");
        await child.ConnectAsync();
        using var cancel = new CancellationTokenSource();

        OperationCanceledException error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            child.CallAsync(options: new McpCallOptions { Progress = new WhenReported(cancel.Cancel) }, cancellationToken: cancel.Token));

        Assert.Equal(cancel.Token, error.CancellationToken);
        await child.TheNextCallWorksAsync();
        Assert.Equal(1, child.Log.Count(EventLog.LateResponse));
        Received cancelled = Assert.Single(child.Journal.Read(), received => received.Method == "notifications/cancelled");
        Assert.Equal(child.Journal.OfLife(1)[2].Id, cancelled.At("params", "requestId"));
    }

    [Fact]
    [Trait("Row", "16")]
    public async Task A_request_of_the_server_under_the_id_of_ours_is_another_request()
    {
        await using var child = new FaultChild("""serve --until tools/call; request sampling/createMessage $id {}; await-answer; reply; serve""");
        await child.ConnectAsync(configure: options => options.Handlers.Add(RawHandlers.Sampling("an answer")));

        McpToolResult result = await child.CallAsync();

        Assert.Equal("special", result.Text);
        await child.TheNextCallWorksAsync();
        IReadOnlyList<Received> received = child.Journal.OfLife(1);
        Assert.Equal(["initialize", "notifications/initialized", "tools/call", "answer", "tools/call"], received.Select(message => message.Method));
        Assert.Equal(received[2].Id, received[3].Id);
        Assert.Equal("\"an answer\"", received[3].At("result", "content", "text"));
    }

    [Fact]
    [Trait("Row", "16")]
    public async Task The_servers_cancel_ends_the_servers_request_and_not_ours_of_the_same_id()
    {
        var handler = new WaitingHandler();
        await using var child = new FaultChild(
            """serve --until tools/call; request sampling/createMessage $id {}; expect notifications/handling; notify notifications/cancelled '{"requestId":$id}'; expect notifications/stopped; reply; serve""");
        await child.ConnectAsync(configure: options => options.Handlers.Add(handler.Table));

        McpToolResult result = await child.CallAsync();

        Assert.Equal("special", result.Text);
        await child.TheNextCallWorksAsync();
        Assert.Equal(
            ["initialize", "notifications/initialized", "tools/call", "notifications/handling", "notifications/stopped", "tools/call"],
            child.Journal.Methods(1));
    }

    [Fact]
    [Trait("Row", "16")]
    public async Task Our_cancel_ends_our_request_and_not_the_servers_of_the_same_id()
    {
        var handler = new WaitingHandler();
        await using var child = new FaultChild("""serve --until tools/call; request sampling/createMessage $id {}; expect notifications/cancelled; await-answer; notify notifications/answered; serve""");
        McpClient client = await child.ConnectAsync(configure: options => options.Handlers.Add(handler.Table));
        await using McpSubscription notifications = client.SubscribeToNotifications();
        await using IAsyncEnumerator<McpNotification> answered = notifications.GetAsyncEnumerator();
        using var cancel = new CancellationTokenSource();

        Task<McpToolResult> call = child.CallAsync(cancellationToken: cancel.Token);
        await Guard.Soon(handler.Started);
        cancel.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        handler.Finish();
        Assert.True(await Guard.Soon(answered.MoveNextAsync()));

        await child.TheNextCallWorksAsync();
        Assert.Equal(
            ["initialize", "notifications/initialized", "tools/call", "notifications/handling", "notifications/cancelled", "answer", "tools/call"],
            child.Journal.Methods(1));
        Assert.Equal("\"patience\"", child.Journal.OfLife(1)[5].At("result", "content", "text"));
    }

    private sealed class WhenReported(Action action) : IProgress<McpProgress>
    {
        public void Report(McpProgress value) => action();
    }

    /// <summary>Answers sampling when the test says so, and tells the server when it begins and when it is stopped.</summary>
    private sealed class WaitingHandler
    {
        private static readonly McpNotificationMethod<bool> Handling = new("notifications/handling", null);
        private static readonly McpNotificationMethod<bool> Stopped = new("notifications/stopped", null);

        private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _finish = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public WaitingHandler()
        {
            Table.Declare("sampling");
            Table.Serve("sampling/createMessage", McpJson.Read, RawHandlers.Write, HandleAsync);
        }

        public McpHandlerTable Table { get; } = new();

        public Task Started => _started.Task;

        public void Finish() => _finish.SetResult();

        private async ValueTask<McpJson> HandleAsync(McpJson parameters, McpRequestContext context, CancellationToken cancellationToken)
        {
            await context.Peer.NotifyAsync(Handling, true, CancellationToken.None);
            _started.SetResult();
            try
            {
                await _finish.Task.WaitAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                await context.Peer.NotifyAsync(Stopped, true, CancellationToken.None);
                throw;
            }

            return McpJson.Parse("""{"role":"assistant","content":{"type":"text","text":"patience"},"model":"m"}""");
        }
    }
}
