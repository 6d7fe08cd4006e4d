using Mcp.Behaviour.Tests.Faults.Kit;

namespace Mcp.Behaviour.Tests.Faults;

/// <summary>One handler object answers the server's question in both eras: as a request of the server, and as input that a result requires.</summary>
public sealed class PeerInputTests
{
    private const string Question = """{"messages":[{"role":"user","content":{"type":"text","text":"How are you?"}}],"maxTokens":10}""";

    // Escapes that any rewriting would change.
    private const string State = """
        "a\u002fb\/c \"d\" é \ud83e\uddc0"
        """;

    private const string Required =
        $$$"""{"resultType":"input_required","inputRequests":{"q":{"method":"sampling/createMessage","params":{{{Question}}}}},"requestState":{{{State}}}}""";

    [Theory]
    [InlineData("2024-11-05")]
    [InlineData("2025-03-26")]
    [InlineData("2026-07-28")]
    public async Task The_same_handler_answers_our_own_server_in_every_revision(string revision)
    {
        var model = new Model();
        await using var child = new TestServerChild();
        McpClient client = await child.ConnectAsync(revision, model.Bind);

        McpToolResult result = await Guard.Soon(client.CallToolAsync("ask"));

        Assert.Equal(("fine, thanks", false), (result.Text, result.IsError));
        Assert.Equal(["How are you?"], model.Questions);
        await child.TheNextCallWorksAsync();
    }

    [Fact]
    public async Task A_request_of_the_server_is_answered_under_its_own_id()
    {
        var model = new Model();
        await using var child = new FaultChild($"serve --until tools/call; request sampling/createMessage 77 '{Question}'; await-answer; reply; serve");
        await child.ConnectAsync("2025-03-26", model.Bind);

        McpToolResult result = await child.CallAsync();

        Assert.Equal("special", result.Text);
        Assert.Equal(["How are you?"], model.Questions);
        Received answer = Assert.Single(child.Journal.Read(), received => received.Method == "answer");
        Assert.Equal(("77", "\"fine, thanks\""), (answer.Id, answer.At("result", "content", "text")));
        await child.TheNextCallWorksAsync();
    }

    [Fact]
    public async Task Required_input_is_given_in_a_new_request_that_brings_the_state_back_byte_for_byte()
    {
        var model = new Model();
        await using var child = new FaultChild($"serve --until tools/call; reply '{Required}'; serve --until tools/call; reply '{Required}'; serve");
        await child.ConnectAsync("2026-07-28", model.Bind);

        McpToolResult result = await child.CallAsync();

        Assert.Equal("special", result.Text);
        Assert.Equal(["How are you?", "How are you?"], model.Questions);
        Received[] legs = [.. child.Journal.Read().Where(received => received.Method == "tools/call")];
        Assert.Equal([null, State, State], legs.Select(leg => leg.At("params", "requestState")));
        Assert.Equal([null, "\"fine, thanks\"", "\"fine, thanks\""], legs.Select(TextOfInput));
        Assert.All(legs, leg => Assert.Equal("\"special\"", leg.At("params", "arguments", "message")));
        Assert.Equal(3, legs.Select(leg => leg.Id).Distinct().Count());
        await child.TheNextCallWorksAsync();
    }

    [Fact]
    public async Task Input_that_the_client_did_not_declare_fails_the_call_and_nothing_else()
    {
        await using var child = new FaultChild("""serve --until tools/call; reply '{"resultType":"input_required","inputRequests":{"q":{"method":"roots/list"} } }'; serve""");
        await child.ConnectAsync("2026-07-28", new Model().Bind);

        McpProtocolException error = await Assert.ThrowsAsync<McpProtocolException>(() => child.CallAsync());

        Assert.Equal((McpDisposition.Sent, "tools/call"), (error.Disposition, error.Method));
        await child.TheNextCallWorksAsync();
    }

    [Fact]
    public async Task A_call_whose_second_leg_loses_its_process_fails_once_as_sent()
    {
        var model = new Model();
        await using var child = new FaultChild($"serve --until tools/call; reply '{Required}'; serve --die-on tools/call");
        await child.ConnectAsync("2026-07-28", model.Bind);

        McpConnectionException error = await Assert.ThrowsAsync<McpConnectionException>(() => child.CallAsync());

        Assert.Equal((McpCloseReason.ProcessExited, McpDisposition.Sent), (error.Close.Reason, error.Disposition));
        await child.TheNextCallWorksAsync();
    }

    // The answer is a single part or a list of them.
    private static string? TextOfInput(Received leg)
    {
        string? content = leg.At("params", "inputResponses", "q", "content");
        if (content is null)
            return null;
        McpJsonReader reader = McpJson.Parse(content).GetReader();
        if (reader.TokenType == System.Text.Json.JsonTokenType.StartArray)
        {
            reader.StartArray("content");
            Assert.True(reader.NextItem());
        }

        return reader.Find("text"u8).ReadJson().ToString();
    }

    /// <summary>A client's model: one object behind the sampling interfaces of three revisions.</summary>
    private sealed class Model : Mcp.V2024_11_05.ISamplingHandler, Mcp.V2025_03_26.ISamplingHandler, Mcp.V2026_07_28.ISamplingHandler
    {
        private const string Answer = "fine, thanks";

        public List<string> Questions { get; } = [];

        public void Bind(McpClientOptions options)
        {
            options.Handlers.Add(Mcp.V2024_11_05.McpHandlers.Bind(this));
            options.Handlers.Add(Mcp.V2025_03_26.McpHandlers.Bind(this));
            options.Handlers.Add(Mcp.V2026_07_28.McpHandlers.Bind(this));
        }

        public ValueTask<Mcp.V2024_11_05.CreateMessageResult> CreateMessageAsync(Mcp.V2024_11_05.CreateMessageRequestParams parameters, McpRequestContext context, CancellationToken cancellationToken)
        {
            Questions.Add(((Mcp.V2024_11_05.TextContent)parameters.Messages[0].Content).Text);
            return ValueTask.FromResult(new Mcp.V2024_11_05.CreateMessageResult
            {
                Content = new Mcp.V2024_11_05.TextContent { Text = Answer },
                Model = "m",
                Role = Mcp.V2024_11_05.Role.Assistant,
            });
        }

        public ValueTask<Mcp.V2025_03_26.CreateMessageResult> CreateMessageAsync(Mcp.V2025_03_26.CreateMessageRequestParams parameters, McpRequestContext context, CancellationToken cancellationToken)
        {
            Questions.Add(((Mcp.V2025_03_26.TextContent)parameters.Messages[0].Content).Text);
            return ValueTask.FromResult(new Mcp.V2025_03_26.CreateMessageResult
            {
                Content = new Mcp.V2025_03_26.TextContent { Text = Answer },
                Model = "m",
                Role = Mcp.V2025_03_26.Role.Assistant,
            });
        }

        public ValueTask<Mcp.V2026_07_28.CreateMessageResult> CreateMessageAsync(Mcp.V2026_07_28.CreateMessageRequestParams parameters, McpRequestContext context, CancellationToken cancellationToken)
        {
            Questions.Add(((Mcp.V2026_07_28.TextContent)parameters.Messages[0].Content[0]).Text);
            return ValueTask.FromResult(new Mcp.V2026_07_28.CreateMessageResult
            {
                Content = [new Mcp.V2026_07_28.TextContent { Text = Answer }],
                Model = "m",
                Role = Mcp.V2026_07_28.Role.Assistant,
            });
        }
    }
}
