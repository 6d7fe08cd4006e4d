using Mcp.Behaviour.Tests.Faults.Kit;

namespace Mcp.Behaviour.Tests.Faults;

/// <summary>Messages as one array, sent to our own server in a process of its own: served in 2025-03-26, refused everywhere else.</summary>
public sealed class BatchTests
{
    private const string Ping = """{"jsonrpc":"2.0","id":1,"method":"ping"}""";
    private const string Refused = """{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"The message is no JSON-RPC request."}}""";

    [Fact]
    public async Task The_requests_of_a_batch_are_answered_together_and_its_notifications_not_at_all()
    {
        await using var server = new RawClient();
        await server.InitializeAsync("2025-03-26");

        await server.SendLineAsync($$$$"""[{{{{Ping}}}},{"jsonrpc":"2.0","method":"notifications/x"},{"jsonrpc":"2.0","id":"2","method":"nothing"},{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"echo","arguments":{"message":"hi"}}}]""");

        List<Received> answers = await server.ReadBatchAsync();
        Assert.Equal(["1", "\"2\"", "3"], answers.Select(answer => answer.Id));
        Assert.Equal(("{}", "-32601"), (answers[0].At("result"), answers[1].At("error", "code")));
        Assert.Contains("\"hi\"", answers[2].At("result", "content"), StringComparison.Ordinal);
        await server.TheNextCallWorksAsync();
    }

    [Fact]
    public async Task A_batch_without_requests_is_answered_by_nothing()
    {
        await using var server = new RawClient();
        await server.InitializeAsync("2025-03-26");

        await server.SendLineAsync("""[{"jsonrpc":"2.0","method":"notifications/x"},{"jsonrpc":"2.0","id":5,"result":{}}]""");

        await server.TheNextCallWorksAsync();
    }

    [Fact]
    public async Task An_empty_batch_is_refused_once()
    {
        await using var server = new RawClient();
        await server.InitializeAsync("2025-03-26");

        await server.SendLineAsync(" [ ] ");

        Assert.Equal(Refused, await server.ReadLineAsync());
        await server.TheNextCallWorksAsync();
    }

    [Fact]
    public async Task What_is_no_message_is_refused_in_the_place_of_its_answer()
    {
        await using var server = new RawClient();
        await server.InitializeAsync("2025-03-26");

        await server.SendLineAsync($"[7,[{Ping}],{{}},{Ping}]");

        Assert.Equal($$$"""[{{{Refused}}},{{{Refused}}},{{{Refused}}},{"jsonrpc":"2.0","id":1,"result":{}}]""", await server.ReadLineAsync());
        await server.TheNextCallWorksAsync();
    }

    [Fact]
    public async Task Half_a_batch_is_not_served()
    {
        await using var server = new RawClient();
        await server.InitializeAsync("2025-03-26");

        await server.SendLineAsync($"[{Ping},{{]");

        Received answer = await server.ReadAsync();
        Assert.Equal(("null", "-32700"), (answer.Id, answer.At("error", "code")));
        await server.TheNextCallWorksAsync();
    }

    [Fact]
    public async Task The_handshake_is_refused_in_a_batch_and_served_alone()
    {
        await using var server = new RawClient();

        await server.SendLineAsync("""[{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-03-26","capabilities":{},"clientInfo":{"name":"raw","version":"1"}}},{"jsonrpc":"2.0","id":2,"method":"ping"},{"jsonrpc":"2.0","id":3,"method":"tools/list"}]""");

        List<Received> answers = await server.ReadBatchAsync();
        Assert.Equal(["-32600", null, "-32600"], answers.Select(answer => answer.At("error", "code")));
        Assert.Equal("{}", answers[1].At("result"));
        await server.InitializeAsync();
        await server.TheNextCallWorksAsync();
    }

    [Theory]
    [InlineData("2024-11-05")]
    [InlineData("2025-06-18")]
    [InlineData("2025-11-25")]
    public async Task A_batch_is_refused_once_where_the_revision_has_none(string revision)
    {
        await using var server = new RawClient();
        await server.InitializeAsync(revision);

        await server.SendLineAsync($"[{Ping},{Ping}]");

        Assert.Equal(Refused, await server.ReadLineAsync());
        await server.TheNextCallWorksAsync();
    }

    [Fact]
    public async Task The_stateless_era_has_no_batches()
    {
        const string Meta = "{\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\",\"io.modelcontextprotocol/clientCapabilities\":{}}}";
        await using var server = new RawClient();

        await server.SendLineAsync($$"""[{"jsonrpc":"2.0","id":1,"method":"server/discover","params":{{Meta}} }]""");
        Assert.Equal("-32600", Assert.Single(await server.ReadBatchAsync()).At("error", "code"));
        await server.SendLineAsync($$"""{"jsonrpc":"2.0","id":1,"method":"server/discover","params":{{Meta}} }""");
        Assert.Equal("1", (await server.ReadAsync()).Id);
        await server.SendLineAsync($$"""[{"jsonrpc":"2.0","id":2,"method":"tools/list","params":{{Meta}} }]""");

        Assert.Equal(Refused, await server.ReadLineAsync());
    }

    [Fact]
    public async Task A_batch_that_takes_long_holds_up_nobody_and_its_cancelled_request_has_no_answer()
    {
        await using var server = new RawClient();
        await server.InitializeAsync("2025-03-26");

        await server.SendLineAsync("""[{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"wait","_meta":{"progressToken":1}}},{"jsonrpc":"2.0","id":2,"method":"ping"}]""");
        Assert.Equal("notifications/progress", (await server.ReadAsync()).Method);

        await server.TheNextCallWorksAsync();
        await server.SendLineAsync("""[{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}]""");
        Assert.Equal("""[{"jsonrpc":"2.0","id":2,"result":{}}]""", await server.ReadLineAsync());
        await server.TheNextCallWorksAsync();
    }

    [Fact]
    public async Task A_hundred_thousand_pings_in_one_batch_have_a_hundred_thousand_answers()
    {
        await using var server = new RawClient();
        await server.InitializeAsync("2025-03-26");
        string pings = string.Join(",", Enumerable.Range(0, 100_000).Select(i => $$"""{"jsonrpc":"2.0","id":{{i}},"method":"ping"}"""));

        await server.SendLineAsync($"[{pings}]");

        List<Received> answers = await server.ReadBatchAsync();
        Assert.Equal(Enumerable.Range(0, 100_000).Select(i => i.ToString()), answers.Select(answer => answer.Id));
        await server.TheNextCallWorksAsync();
    }

    [Fact]
    public async Task A_client_takes_answers_that_come_as_one_array()
    {
        await using var child = new FaultChild("""serve --until tools/call; send '[{"jsonrpc":"2.0","id":$id,"result":{"content":[{"type":"text","text":"batched"}]}}]'; serve""");
        await child.ConnectAsync("2025-03-26");

        Assert.Equal("batched", (await child.CallAsync()).Text);
        await child.TheNextCallWorksAsync();
    }
}
