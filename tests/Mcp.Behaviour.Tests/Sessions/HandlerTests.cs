using Mcp.Behaviour.Tests.Faults.Kit;
using Mcp.Behaviour.Tests.Kit;
using Mcp.Sessions;

namespace Mcp.Behaviour.Tests.Sessions;

/// <summary>Handlers that behave badly harm their own request and nothing else.</summary>
public sealed class HandlerTests
{
    [Fact]
    public async Task What_a_handler_does_when_it_is_cancelled_does_not_happen_on_the_reader()
    {
        var entered = new TaskCompletionSource();
        using var release = new ManualResetEventSlim();
        await using McpClient client = await ConnectAsync("2025-03-26", async (_, _, cancellationToken) =>
        {
            // Left registered: it runs after the wait below has ended.
            _ = cancellationToken.Register(() =>
            {
                release.Wait(TimeSpan.FromSeconds(60));
                throw new InvalidOperationException("on purpose");
            });
            entered.SetResult();
            await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
            return RawHandlers.Text("never");
        });
        using var cancel = new CancellationTokenSource();
        Task<McpToolResult> given = client.CallToolAsync("x", cancellationToken: cancel.Token).AsTask();
        await entered.Task;
        var open = new McpCallOptions { Timeout = TimeSpan.FromSeconds(20) };

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        // The handler is still busy with its cancel: a reader that had to wait for it would take no further request.
        Assert.Single(await client.ListToolsAsync(open).ToListAsync());
        release.Set();
        Assert.Single(await client.ListToolsAsync(open).ToListAsync());
    }

    [Fact]
    public async Task An_error_that_cannot_be_written_is_answered_all_the_same()
    {
        await using McpClient client = await ConnectAsync("2025-03-26", static (_, _, _) =>
            throw new McpRequestException(-5, "cut in the middle of \ud83d"));

        for (int i = 0; i < 3; i++)
        {
            McpRemoteException error = await Assert.ThrowsAsync<McpRemoteException>(() => Guard.Soon(client.CallToolAsync("x").AsTask()));
            Assert.Equal(-5, error.Code);
        }
    }

    [Fact]
    public async Task A_result_that_is_no_text_fails_its_call_alone()
    {
        await using McpClient client = await ConnectAsync("2026-07-28", static (_, _, _) =>
            ValueTask.FromResult(McpJson.Parse("""{"\ud800aaaaaaaaaa":1,"content":[],"isError":"\ud800"}""")));

        McpPayloadException error = await Assert.ThrowsAsync<McpPayloadException>(() => Guard.Soon(client.CallToolAsync("x").AsTask()));

        Assert.Equal(McpDisposition.Sent, error.Disposition);
        Assert.Single(await client.ListToolsAsync().ToListAsync());
    }

    [Fact]
    public async Task A_notification_that_is_not_UTF8_is_dropped_and_the_next_one_delivered()
    {
        var seen = new TaskCompletionSource<McpJson>();
        McpHandlerTable table = RawHandlers.Server();
        table.Observe("notifications/x", McpJson.Read, (parameters, _, _) =>
        {
            seen.TrySetResult(parameters);
            return ValueTask.CompletedTask;
        });
        var peer = new HandPeer();
        Session session = new McpServer(new McpServerOptions { Handlers = { table } }).Attach(peer);
        peer.Initialize();
        byte[] hostile = System.Text.Encoding.UTF8.GetBytes("""{"jsonrpc":"2.0","method":"notifications/x","params":{"text":"#"}}""");
        hostile[Array.IndexOf(hostile, (byte)'#')] = 0xFF;

        peer.Sink.OnFrame(hostile);
        peer.Give("""{"jsonrpc":"2.0","method":"notifications/x","params":{"broken":}}""");
        peer.Give("""{"jsonrpc":"2.0","method":"notifications/x","params":{"text":"fine"}}""");

        Assert.Equal("""{"text":"fine"}""", (await Guard.Soon(seen.Task)).ToString());
        Assert.Equal(2, session.RejectedFrames);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("\"seven \\u00e9\"")]
    public async Task A_handler_knows_the_id_and_the_sender_of_its_request(string id)
    {
        McpHandlerTable table = RawHandlers.Server();
        table.Serve("tools/call", McpJson.Read, RawHandlers.Write, static (_, context, _) =>
            ValueTask.FromResult(McpJson.Parse($$"""{"id":{{context.RequestId}},"from":"{{context.PeerName}}"}""")));
        var peer = new HandPeer();
        new McpServer(new McpServerOptions { Handlers = { table } }).Attach(peer);
        peer.Initialize();

        peer.Give($$"""{"jsonrpc":"2.0","id":{{id}},"method":"tools/call"}""");

        string answer = await peer.SentAsync(frame => frame.Contains("from", StringComparison.Ordinal));
        Assert.Equal($$$"""{"jsonrpc":"2.0","id":{{{id}}},"result":{"id":{{{id}}},"from":"hand"}}""", answer);
    }

    [Theory]
    [InlineData("""{"name":"hand","version":"1"}""", "hand")]
    [InlineData("7", "")]
    [InlineData("null", "")]
    public async Task Without_a_session_each_request_says_who_asks(string clientInfo, string name)
    {
        McpHandlerTable table = RawHandlers.Server();
        McpRequestContext? kept = null;
        table.Serve("tools/call", McpJson.Read, RawHandlers.Write, (_, context, _) =>
        {
            kept = context;
            return ValueTask.FromResult(McpJson.Parse($$"""{"from":"{{context.PeerName}}"}"""));
        });
        var peer = new HandPeer();
        new McpServer(new McpServerOptions { ProtocolVersions = { McpRevision.V2026_07_28 }, Handlers = { table } }).Attach(peer);

        peer.Give("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"any","_meta":{"io.modelcontextprotocol/clientInfo":"""
            + clientInfo + ""","io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}}}""");

        string answer = await peer.SentAsync(frame => frame.Contains("from", StringComparison.Ordinal));
        Assert.Equal($$$"""{"jsonrpc":"2.0","id":1,"result":{"from":"{{{name}}}"}}""", answer);
        // Its bytes are another request's by now.
        Assert.Equal("", kept!.PeerName);
    }

    [Fact]
    public async Task The_log_of_a_failure_names_the_tool()
    {
        var log = new EventLog();
        McpHandlerTable table = RawHandlers.Server();
        table.Serve("tools/call", McpJson.Read, RawHandlers.Write, static ValueTask<McpJson> (_, _, _) => throw new InvalidOperationException("on purpose"));
        var peer = new HandPeer();
        new McpServer(new McpServerOptions { Handlers = { table }, LoggerFactory = log }).Attach(peer);
        peer.Initialize();

        peer.Call(1, "weather");

        await peer.AnswerAsync(1);
        Assert.Contains("'tools/call weather'", Assert.Single(log.Of(1205)).Text, StringComparison.Ordinal);
    }

    private static async Task<McpClient> ConnectAsync(string revision, Func<McpJson, McpRequestContext, CancellationToken, ValueTask<McpJson>> call)
    {
        McpHandlerTable table = RawHandlers.Server();
        table.Serve("tools/call", McpJson.Read, RawHandlers.Write, call);
        var server = new McpServer(new McpServerOptions { Handlers = { table }, Limits = { MaxPeerRequests = 2 } });
        var options = new McpClientOptions();
        options.ProtocolVersions.Add(McpRevision.Known.Single(known => known.Date == revision));
        return await McpClient.ConnectAsync(server.AsTransport(), options);
    }
}
