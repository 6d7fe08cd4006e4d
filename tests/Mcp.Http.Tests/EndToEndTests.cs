using System.Collections.Concurrent;

namespace Mcp.Http.Tests;

/// <summary>Our client against our server over real sockets. What is called is the same in both eras; only the options differ.</summary>
public sealed class EndToEndTests
{
    private static readonly McpMethod<McpJson, McpJson> Sample = new("sampling/createMessage", WriteJson, ReadJson);

    public static TheoryData<string> Revisions => ["2025-03-26", "2026-07-28"];

    [Theory]
    [MemberData(nameof(Revisions))]
    public async Task Tools_are_listed_and_called_and_progress_comes_before_the_result(string revision)
    {
        await using KestrelMcpServer server = await StartAsync(revision);
        await using McpClient client = await ConnectAsync(server, revision);
        Assert.Equal(revision, client.NegotiatedVersion.Date);
        List<McpTool> tools = await client.ListToolsAsync().ToListAsync();
        Assert.Equal("echo", Assert.Single(tools).Name);
        var progress = new Recorder();
        McpToolResult result = await client.CallToolAsync("echo", McpJson.Parse("""{"text":"hällo","n":3}"""), new McpCallOptions { Progress = progress });
        Assert.Equal("hällo", result.Text);
        Assert.Equal([1, 2, 3], progress.Values);
        Assert.Equal(0, client.InFlight);
    }

    [Theory]
    [MemberData(nameof(Revisions))]
    public async Task A_call_that_is_given_up_is_cancelled_at_the_server(string revision)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using KestrelMcpServer server = await StartAsync(revision, async (_, _, token) =>
        {
            using CancellationTokenRegistration registration = token.Register(seen.SetResult);
            entered.SetResult();
            await seen.Task;
            return "";
        });
        await using McpClient client = await ConnectAsync(server, revision);
        using var cancel = new CancellationTokenSource();
        ValueTask<McpToolResult> call = client.CallToolAsync("echo", cancellationToken: cancel.Token);
        await entered.Task;
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await call);
        await seen.Task.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Single(await client.ListToolsAsync().ToListAsync());
    }

    [Fact]
    public async Task A_request_of_the_server_inside_an_answer_is_served_by_the_client()
    {
        await using KestrelMcpServer server = await StartAsync("2025-03-26", async (_, context, token) =>
            (await context.Peer.InvokeAsync(Sample, McpJson.EmptyObject, cancellationToken: token)).ToString());
        await using McpClient client = await ConnectAsync(server, "2025-03-26");
        Assert.Equal("""{"role":"assistant"}""", (await client.CallToolAsync("echo")).Text);
    }

    [Fact]
    public async Task An_answer_that_was_cut_is_resumed_and_comes_on_another_exchange()
    {
        await using KestrelMcpServer server = await StartAsync("2025-03-26");
        await using McpClient client = await ConnectAsync(server, "2025-03-26");
        server.CutOnce["tools/call"] = 2;
        var progress = new Recorder();
        McpToolResult result = await client.CallToolAsync("echo", McpJson.Parse("""{"text":"x"}"""), new McpCallOptions { Progress = progress });
        Assert.Equal("x", result.Text);
        Assert.Equal([1, 2, 3], progress.Values);
        Assert.Contains(server.Seen, static request => request.StartsWith("GET post-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stateless_call_whose_answer_was_cut_is_lost_as_sent_and_the_next_one_works()
    {
        await using KestrelMcpServer server = await StartAsync("2026-07-28");
        await using McpClient client = await ConnectAsync(server, "2026-07-28");
        server.CutOnce["tools/call"] = 1;
        var error = await Assert.ThrowsAsync<McpConnectionException>(async () =>
            await client.CallToolAsync("echo", default, new McpCallOptions { Progress = new Recorder() }));
        Assert.Equal(McpDisposition.Sent, error.Disposition);
        Assert.Equal("", (await client.CallToolAsync("echo")).Text);
    }

    [Fact]
    public async Task Arguments_are_mirrored_as_the_live_schema_asks()
    {
        await using KestrelMcpServer server = await StartAsync("2026-07-28");
        server.ToolHeaders["echo"] = new() { ["Text"] = ["text"], ["N"] = ["n"] };
        await using McpClient client = await ConnectAsync(server, "2026-07-28");
        // Nothing was listed yet: the first attempt is refused with −32020, which makes the client fetch the schema.
        Assert.Equal("größe", (await client.CallToolAsync("echo", McpJson.Parse("""{"text":"größe","n":7}"""))).Text);
        Assert.Equal(["POST server/discover", "POST tools/call", "POST tools/list", "POST tools/call"], server.Seen);
    }

    [Fact]
    public async Task A_call_to_a_server_that_is_gone_ends_within_its_own_time()
    {
        await using KestrelMcpServer server = await StartAsync("2026-07-28");
        await using McpClient client = await ConnectAsync(server, "2026-07-28");
        await server.DisposeAsync();
        // Attempts and the delays between them could fill a minute.
        Task call = client.ListToolsAsync(new McpCallOptions { Timeout = TimeSpan.FromMilliseconds(500) }).ToListAsync().AsTask();
        await Assert.ThrowsAnyAsync<McpException>(() => call.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task A_session_that_the_server_forgot_is_opened_anew()
    {
        await using KestrelMcpServer server = await StartAsync("2025-03-26");
        await using McpClient client = await ConnectAsync(server, "2025-03-26");
        string before = Assert.Single(server.Sessions);
        server.ForgetSessions();
        Assert.Single(await client.ListToolsAsync().ToListAsync());
        Assert.NotEqual(before, Assert.Single(server.Sessions));
    }

    [Fact]
    public async Task A_tool_call_into_a_forgotten_session_was_not_carried_out_and_goes_out_again()
    {
        int executed = 0;
        await using KestrelMcpServer server = await StartAsync("2025-03-26", (parameters, context, token) =>
        {
            executed++;
            return EchoAsync(parameters, context, token);
        });
        await using McpClient client = await ConnectAsync(server, "2025-03-26");
        server.ForgetSessions();
        Assert.Equal("hi", (await client.CallToolAsync("echo", McpJson.Parse("{\"text\":\"hi\"}"))).Text);
        Assert.Equal(1, executed);
    }

    [Fact]
    public async Task Closing_the_client_ends_its_session_at_the_server()
    {
        await using KestrelMcpServer server = await StartAsync("2025-03-26");
        McpClient client = await ConnectAsync(server, "2025-03-26");
        Assert.Single(server.Sessions);
        await client.DisposeAsync();
        Assert.Empty(server.Sessions);
        Assert.Contains("DELETE", server.Seen);
    }

    private static Task<KestrelMcpServer> StartAsync(string revision, Func<McpJson, McpRequestContext, CancellationToken, ValueTask<string>>? echo = null)
    {
        var table = new McpHandlerTable();
        table.Declare("tools");
        table.Serve("tools/list", ReadJson, WriteResult, static (_, _, _) => ValueTask.FromResult(
            """{"tools":[{"name":"echo","inputSchema":{"type":"object","properties":{"text":{"type":"string","x-mcp-header":"Text"},"n":{"type":"integer","x-mcp-header":"N"}}}}]}"""));
        table.Serve("tools/call", ReadJson, WriteResult, async (parameters, context, token) =>
        {
            string text = await (echo ?? EchoAsync)(parameters, context, token);
            return $$"""{"content":[{"type":"text","text":{{McpJson.FromString(text)}}}]}""";
        });
        var options = new McpServerOptions { Handlers = { table } };
        options.ProtocolVersions.Add(McpRevision.Create(revision, McpEra.Stateful));
        return KestrelMcpServer.StartAsync(new McpServer(options));
    }

    private static async ValueTask<string> EchoAsync(McpJson parameters, McpRequestContext context, CancellationToken token)
    {
        for (int i = 1; i <= 3; i++)
            await context.ReportProgressAsync(i);
        return parameters.TryGetProperty("arguments", out McpJson arguments) && arguments.TryGetProperty("text", out McpJson text) ? text.GetString() : "";
    }

    private static ValueTask<McpClient> ConnectAsync(KestrelMcpServer server, string revision)
    {
        var table = new McpHandlerTable();
        table.Declare("sampling");
        table.Serve("sampling/createMessage", ReadJson, WriteResult, static (_, _, _) => ValueTask.FromResult("""{"role":"assistant"}"""));
        var options = new McpClientOptions { Handlers = { table } };
        options.ProtocolVersions.Add(McpRevision.Create(revision, McpEra.Stateful));
        return McpClient.ConnectAsync(McpTransport.Http(server.Endpoint), options);
    }

    private static McpJson ReadJson(ref McpJsonReader reader) => reader.ReadJson();

    private static void WriteJson(McpJsonWriter writer, McpJson value) => writer.WriteJson(value);

    private static void WriteResult(McpJsonWriter writer, string json) => writer.WriteJson(McpJson.Parse(json));

    private sealed class Recorder : IProgress<McpProgress>
    {
        private readonly ConcurrentQueue<double> _values = new();

        public IEnumerable<double> Values => _values;

        public void Report(McpProgress value) => _values.Enqueue(value.Progress);
    }
}
