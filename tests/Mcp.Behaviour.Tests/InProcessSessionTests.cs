using Mcp.Behaviour.Tests.Kit;

namespace Mcp.Behaviour.Tests;

public sealed class InProcessSessionTests
{
    public static TheoryData<string> Revisions => new("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25", "2026-07-28");

    [Theory]
    [MemberData(nameof(Revisions))]
    public async Task A_tool_is_listed_and_called(string revision)
    {
        await using McpClient client = await ConnectAsync(revision);

        List<McpTool> tools = await client.ListToolsAsync().ToListAsync();
        McpToolResult result = await client.CallToolAsync("echo", McpJson.Parse("""{"message":"hi"}"""));

        Assert.Equal(revision, client.NegotiatedVersion.Date);
        Assert.Equal("kit", client.ServerInfo.Name);
        Assert.Equal(["echo"], tools.Select(tool => tool.Name));
        Assert.Equal("hi", result.Text);
    }

    [Theory]
    [MemberData(nameof(Revisions))]
    public async Task Progress_comes_in_order_and_before_the_result(string revision)
    {
        await using McpClient client = await ConnectAsync(revision);
        var seen = new Recorder();

        await client.CallToolAsync("progress", options: new McpCallOptions { Progress = seen });

        Assert.Equal(Enumerable.Range(1, 50).Select(i => (double)i), seen.Values);
    }

    [Theory]
    [MemberData(nameof(Revisions))]
    public async Task A_cancelled_call_ends_with_the_callers_token_and_the_next_call_works(string revision)
    {
        await using McpClient client = await ConnectAsync(revision);
        using var cancel = new CancellationTokenSource();

        Task<McpToolResult> call = client.CallToolAsync("wait", cancellationToken: cancel.Token).AsTask();
        cancel.Cancel();

        OperationCanceledException error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(cancel.Token, error.CancellationToken);
        Assert.Equal("hi", (await client.CallToolAsync("echo", McpJson.Parse("""{"message":"hi"}"""))).Text);
    }

    [Fact]
    public async Task A_remote_error_carries_code_and_text()
    {
        await using McpClient client = await ConnectAsync("2025-03-26");

        McpRemoteException error = await Assert.ThrowsAsync<McpRemoteException>(() => client.CallToolAsync("nothing").AsTask());

        Assert.Equal(McpErrorCodes.InvalidParams, error.Code);
        Assert.Equal("There is no tool 'nothing'.", error.RemoteMessage);
        Assert.Equal("tools/call", error.Method);
    }

    [Fact]
    public async Task Ten_thousand_concurrent_calls_each_get_their_own_answer()
    {
        await using McpClient client = await ConnectAsync("2025-03-26");

        string[] answers = await Task.WhenAll(Enumerable.Range(0, 10_000).Select(async i =>
            (await client.CallToolAsync("echo", McpJson.Parse($$"""{"message":"{{i}}"}"""))).Text));

        Assert.Equal(Enumerable.Range(0, 10_000).Select(i => i.ToString()), answers);
        Assert.Equal(0, client.InFlight);
    }

    [Fact]
    public async Task Connecting_may_take_for_ever_if_the_app_says_so()
    {
        var server = new McpServer(new McpServerOptions { Handlers = { RawHandlers.Server() } });
        var options = new McpClientOptions { ConnectTimeout = Timeout.InfiniteTimeSpan, NegotiateTimeout = Timeout.InfiniteTimeSpan };

        await using McpClient client = await McpClient.ConnectAsync(server.AsTransport(), options);

        Assert.Single(await client.ListToolsAsync().ToListAsync());
    }

    [Fact]
    public async Task A_frame_limit_that_no_buffer_could_hold_is_refused()
    {
        var server = new McpServer(new McpServerOptions { Handlers = { RawHandlers.Server() } });
        var options = new McpClientOptions { Limits = { MaxFrameBytes = int.MaxValue } };

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => McpClient.ConnectAsync(server.AsTransport(), options).AsTask());
    }

    private static async Task<McpClient> ConnectAsync(string revision)
    {
        var server = new McpServer(new McpServerOptions { ServerName = "kit", Handlers = { RawHandlers.Server() } });
        var options = new McpClientOptions();
        options.ProtocolVersions.Add(McpRevision.Known.Single(known => known.Date == revision));
        return await McpClient.ConnectAsync(server.AsTransport(), options);
    }
}
