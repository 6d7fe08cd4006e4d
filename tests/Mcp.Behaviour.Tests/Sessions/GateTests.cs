using Mcp.Behaviour.Tests.Faults.Kit;
using Mcp.Behaviour.Tests.Kit;

namespace Mcp.Behaviour.Tests.Sessions;

/// <summary>What may not be sent before the handshake is over.</summary>
public sealed class GateTests
{
    private const string Open = """{"jsonrpc":"2.0","id":"start","method":"initialize","params":{"protocolVersion":"2025-03-26","capabilities":{},"clientInfo":{"name":"hand","version":"1"}}}""";

    private static readonly McpMethod<McpJson, McpJson> Ping = new("ping", null, McpJson.Read);
    private static readonly McpNotificationMethod<bool> Changed = new("notifications/tools/list_changed", null);
    private static readonly McpNotificationMethod<bool> LogEntry = new("notifications/message", null);

    [Fact]
    public async Task A_servers_request_waits_until_the_client_is_initialized()
    {
        var asked = new TaskCompletionSource();
        HandPeer client = Serve(async (_, context, cancellationToken) =>
        {
            ValueTask<McpJson> answer = context.Peer.InvokeAsync(Sampling.Method, McpJson.EmptyObject, cancellationToken: cancellationToken);
            asked.SetResult();
            return RawHandlers.Text(Sampling.TextOf(await answer));
        });
        client.Give(Open);
        client.Call(1);
        await Guard.Soon(asked.Task);
        Assert.DoesNotContain(client.Sent, frame => frame.Contains("sampling", StringComparison.Ordinal));

        client.Initialized();

        string question = await client.SentAsync(frame => frame.Contains("sampling/createMessage", StringComparison.Ordinal));
        McpJson.Parse(question).TryGetProperty("id", out McpJson id);
        client.Give($$"""{"jsonrpc":"2.0","id":{{id}},"result":{"content":{"type":"text","text":"at last"} } }""");
        Assert.Contains("at last", await client.AnswerAsync(1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_wait_ends_with_the_requests_own_deadline()
    {
        HandPeer client = Serve(async (_, context, cancellationToken) =>
        {
            var options = new McpCallOptions { Timeout = TimeSpan.FromMilliseconds(1) };
            McpTimeoutException error = await Assert.ThrowsAsync<McpTimeoutException>(
                () => context.Peer.InvokeAsync(Sampling.Method, McpJson.EmptyObject, options, cancellationToken).AsTask());
            return RawHandlers.Text(error.Disposition.ToString());
        });
        client.Give(Open);

        client.Call(1);

        Assert.Contains("NotSent", await client.AnswerAsync(1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pings_and_log_messages_of_a_server_wait_for_nothing_and_other_notifications_are_not_sent()
    {
        var table = RawHandlers.Server();
        table.Observe("notifications/x", McpJson.Read, async (_, context, cancellationToken) =>
        {
            await context.Peer.NotifyAsync(Changed, true, cancellationToken);
            await context.Peer.NotifyAsync(LogEntry, true, cancellationToken);
            await context.Peer.InvokeAsync(Ping, McpJson.EmptyObject, cancellationToken: cancellationToken);
        });
        HandPeer client = Serve(table);
        client.Give(Open);

        client.Give("""{"jsonrpc":"2.0","method":"notifications/x"}""");

        await client.SentAsync(frame => frame.Contains("\"ping\"", StringComparison.Ordinal));
        Assert.Equal(["notifications/message", "ping"], client.Sent.Skip(1).Select(frame => McpJson.Parse(frame).TryGetProperty("method", out McpJson method) ? method.GetString() : frame));
    }

    [Fact]
    public async Task A_call_that_waits_at_the_gate_when_the_session_ends_fails_as_not_sent()
    {
        var asked = new TaskCompletionSource();
        var ended = new TaskCompletionSource<McpDisposition>();
        HandPeer client = Serve(async (_, context, _) =>
        {
            Task<McpJson> answer = context.Peer.InvokeAsync(Sampling.Method, McpJson.EmptyObject, cancellationToken: CancellationToken.None).AsTask();
            asked.SetResult();
            ended.SetResult((await Assert.ThrowsAsync<McpConnectionException>(() => answer)).Disposition);
            return McpJson.EmptyObject;
        });
        client.Give(Open);
        client.Call(1);
        await Guard.Soon(asked.Task);

        await client.CloseAsync();

        Assert.Equal(McpDisposition.NotSent, await Guard.Soon(ended.Task));
    }

    [Fact]
    public void A_second_handshake_is_refused()
    {
        HandPeer client = Serve(RawHandlers.Server());
        client.Initialize();

        client.Give(Open.Replace("\"start\"", "2", StringComparison.Ordinal));

        Assert.Equal("""{"jsonrpc":"2.0","id":2,"error":{"code":-32600,"message":"The session is initialized already."}}""", client.Sent[^1]);
    }

    [Fact]
    public async Task A_client_serves_nothing_but_pings_before_its_handshake_is_over()
    {
        await using var child = new FaultChild("read 1; send '{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"ping\"}'; send '{\"jsonrpc\":\"2.0\",\"id\":6,\"method\":\"sampling/createMessage\"}'; reply; serve");
        await child.ConnectAsync("2025-03-26", options => options.Handlers.Add(RawHandlers.Sampling("early")));

        Received[] answers = [.. child.Journal.Read().Where(received => received.Method == "answer")];
        Assert.Equal(["5", "6"], answers.Select(answer => answer.Id));
        Assert.Equal(("{}", "-32600"), (answers[0].At("result"), answers[1].At("error", "code")));
        await child.TheNextCallWorksAsync();
    }

    private static HandPeer Serve(Func<McpJson, McpRequestContext, CancellationToken, ValueTask<McpJson>> call)
    {
        McpHandlerTable table = RawHandlers.Server();
        table.Serve("tools/call", McpJson.Read, RawHandlers.Write, call);
        return Serve(table);
    }

    private static HandPeer Serve(McpHandlerTable table)
    {
        var peer = new HandPeer();
        new McpServer(new McpServerOptions { Handlers = { table } }).Attach(peer);
        return peer;
    }
}
