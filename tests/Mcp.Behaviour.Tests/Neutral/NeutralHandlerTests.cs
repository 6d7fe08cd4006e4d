namespace Mcp.Behaviour.Tests.Neutral;

/// <summary>What servers ask of a client, answered by one handler in every revision.</summary>
public sealed class NeutralHandlerTests
{
    public static TheoryData<string> Revisions => NeutralClient.Revisions;

    [Theory]
    [MemberData(nameof(Revisions))]
    public async Task A_question_to_the_model_is_answered_and_says_which_server_asks(string revision)
    {
        string who = "";
        await using McpClient client = await NeutralClient.ConnectAsync(revision, options => options.OnSampling((request, context, _) =>
        {
            who = context.PeerName;
            string said = string.Join("+", request.Messages.SelectMany(message => message.Content).Select(part => part.Text));
            return ValueTask.FromResult(McpSamplingResponse.FromText($"{request.SystemPrompt}: {said} within {request.MaxTokens}", "m"));
        }));

        string answer = await AskAsync(client, "sampling/createMessage",
            """{"systemPrompt":"Be brief","maxTokens":9,"messages":[{"role":"user","content":{"type":"text","text":"a"}},{"role":"user","content":[{"type":"text","text":"b"}]}]}""");

        Assert.Equal("neutral-server", who);
        Assert.Equal("""{"role":"assistant","content":{"type":"text","text":"Be brief: a+b within 9"},"model":"m"}""", answer);
    }

    [Theory]
    [InlineData("tools", "[]")]
    [InlineData("toolChoice", """{"mode":"auto"}""")]
    public async Task Tools_are_given_to_the_model_only_by_a_client_that_said_it_can(string member, string value)
    {
        string question = $$"""{"maxTokens":9,"messages":[],"{{member}}":{{value}}}""";
        using var wire = new StringWriter();
        await using McpClient plain = await NeutralClient.ConnectAsync("2025-11-25", options => options.OnSampling((_, _, _) => ValueTask.FromResult(McpSamplingResponse.FromText("no", "m"))));
        await using McpClient tools = await NeutralClient.ConnectAsync("2025-11-25", options =>
        {
            options.CallObserver = McpWireLog.To(wire, logPayloads: true);
            options.OnSampling((request, _, _) => ValueTask.FromResult(McpSamplingResponse.FromText(request.Raw.TryGetProperty(member, out _) ? "yes" : "no", "m")), acceptsTools: true);
        });

        await Assert.ThrowsAsync<McpRemoteException>(() => AskAsync(plain, "sampling/createMessage", question));

        Assert.Contains("\"text\":\"yes\"", await AskAsync(tools, "sampling/createMessage", question), StringComparison.Ordinal);
        Assert.Contains("\"sampling\":{\"tools\":{}}", wire.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Questions_to_the_model_are_equal_when_what_was_sent_is()
    {
        const string Text = """{"maxTokens":9,"messages":[{"role":"user","content":{"type":"text","text":"a"}}]}""";
        McpSamplingRequest one = Read(Text);
        McpSamplingRequest other = Read(Text);

        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
        Assert.Equal(one.Messages[0], other.Messages[0]);
        Assert.NotEqual(one, Read(Text.Replace('9', '8')));

        static McpSamplingRequest Read(string text)
        {
            McpJsonReader reader = McpJson.Parse(text).GetReader();
            return McpSamplingRequest.Read(ref reader);
        }
    }

    [Theory]
    [MemberData(nameof(Revisions))]
    public async Task Roots_are_told(string revision)
    {
        await using McpClient client = await NeutralClient.ConnectAsync(revision, options =>
            options.OnRoots((_, _) => ValueTask.FromResult<IReadOnlyList<McpRoot>>([new McpRoot("file:///a", "A"), new McpRoot("file:///b")])));

        Assert.Equal("""{"roots":[{"uri":"file:///a","name":"A"},{"uri":"file:///b"}]}""", await AskAsync(client, "roots/list", "{}"));
    }

    [Theory]
    [InlineData("2025-06-18")]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task The_user_is_asked_and_may_refuse(string revision)
    {
        await using McpClient client = await NeutralClient.ConnectAsync(revision, options => options.OnElicitation((request, _, _) => ValueTask.FromResult(
            request.Message == "name?" ? McpElicitationResponse.Accept(McpJson.Parse($$"""{"schema":{{request.RequestedSchema}}}""")) : McpElicitationResponse.Decline)));

        Assert.Equal("""{"action":"accept","content":{"schema":{"type":"object"}}}""", await AskAsync(client, "elicitation/create", """{"message":"name?","requestedSchema":{"type":"object"}}"""));
        Assert.Equal("""{"action":"decline"}""", await AskAsync(client, "elicitation/create", """{"message":"why?","requestedSchema":{}}"""));
    }

    [Theory]
    [InlineData("""{"type":"object","properties":{"name":{"type":"string","default":"Ada"},"age":{"type":"integer","default":36},"size":{"default":1.50},"member":{"default":true},"mail":{"type":"string"},"gone":{"default":null},"odd":7}}""", """{"name":"Ada","age":36,"size":1.50,"member":true}""")]
    [InlineData("""{"type":"object"}""", "{}")]
    [InlineData("""{"properties":7}""", "{}")]
    public async Task A_form_comes_with_its_defaults(string schema, string filledIn)
    {
        await using McpClient client = await NeutralClient.ConnectAsync("2025-11-25", options => options.OnElicitation(static (request, _, _) =>
            ValueTask.FromResult(McpElicitationResponse.Accept(request.Defaults))));

        Assert.Equal($$"""{"action":"accept","content":{{filledIn}}}""", await AskAsync(client, "elicitation/create", $$"""{"message":"who?","requestedSchema":{{schema}} }"""));
    }

    [Fact]
    public async Task A_page_is_opened_only_by_a_client_that_said_it_can()
    {
        const string Question = """{"mode":"url","message":"go","url":"https://example.com/","elicitationId":"1"}""";
        string url = "";
        await using McpClient forms = await NeutralClient.ConnectAsync("2025-11-25", options => options.OnElicitation((_, _, _) => throw new InvalidOperationException()));
        await using McpClient pages = await NeutralClient.ConnectAsync("2025-11-25", options => options.OnElicitation((request, _, _) =>
        {
            url = request.Url!;
            return ValueTask.FromResult(McpElicitationResponse.Accept());
        }, acceptsUrls: true));

        McpRemoteException refused = await Assert.ThrowsAsync<McpRemoteException>(() => AskAsync(forms, "elicitation/create", Question));

        // The tool asked, was refused, and failed by that: what it told is an internal error of the server's.
        Assert.Equal(McpErrorCodes.InternalError, refused.Code);
        Assert.Equal("""{"action":"accept"}""", await AskAsync(pages, "elicitation/create", Question));
        Assert.Equal("https://example.com/", url);
    }

    [Theory]
    [InlineData("2024-11-05", """{"roots":{},"sampling":{}}""")]
    [InlineData("2025-03-26", """{"roots":{},"sampling":{}}""")]
    [InlineData("2025-06-18", """{"elicitation":{},"roots":{},"sampling":{}}""")]
    [InlineData("2026-07-28", """{"elicitation":{},"roots":{},"sampling":{}}""")]
    public async Task Handlers_declare_their_capabilities_where_the_revision_has_them(string revision, string declared)
    {
        using var wire = new StringWriter();
        await using (McpClient client = await NeutralClient.ConnectAsync(revision, options =>
        {
            options.CallObserver = McpWireLog.To(wire, logPayloads: true);
            options.OnSampling((_, _, _) => throw new InvalidOperationException())
                .OnRoots((_, _) => throw new InvalidOperationException())
                .OnElicitation((_, _, _) => throw new InvalidOperationException());
        }))
            await client.ListPromptsAsync().ToListAsync();

        Assert.Contains(revision == "2026-07-28" ? $"/clientCapabilities\":{declared}" : $"\"capabilities\":{declared},\"clientInfo\"", wire.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_app_that_gives_typed_handlers_only_offers_the_revisions_it_gave_them_for()
    {
        var options = new McpClientOptions { Handlers = { new McpHandlerTable(McpRevision.V2024_11_05), new McpHandlerTable(McpRevision.V2025_06_18) } };
        options.OnRoots((_, _) => ValueTask.FromResult<IReadOnlyList<McpRoot>>([]));
        var server = new McpServer(new McpServerOptions { Handlers = { new TestServer.NeutralServer().Table() } });
        using var wire = new StringWriter();
        options.CallObserver = McpWireLog.To(wire, logPayloads: true);

        await using McpClient client = await McpClient.ConnectAsync(server.AsTransport(), options);

        Assert.Equal(McpRevision.V2025_06_18, client.NegotiatedVersion);
        Assert.Contains("\"protocolVersion\":\"2025-06-18\"", wire.ToString(), StringComparison.Ordinal);
    }

    private static async Task<string> AskAsync(McpClient client, string method, string parameters) =>
        (await client.CallToolAsync("ask", McpJson.Parse($$"""{"method":"{{method}}","params":{{parameters}}}"""))).Text;
}
