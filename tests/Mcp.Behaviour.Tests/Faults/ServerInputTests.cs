using System.Text;
using Mcp.Behaviour.Tests.Faults.Kit;

namespace Mcp.Behaviour.Tests.Faults;

/// <summary>What no client of ours would send, sent to our own server in a process of its own.</summary>
public sealed class ServerInputTests
{
    private const string ParseError = "-32700";
    private const string InvalidRequest = "-32600";
    private const string InvalidParams = "-32602";

    [Theory]
    [InlineData("]} this is no JSON {[")]
    [InlineData("Hello?")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ping" """)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ping"}}""")]
    [InlineData("[1,")]
    [Trait("Row", "7")]
    public async Task Garbage_is_answered_once_without_an_id_and_hurts_nothing(string garbage)
    {
        await using var server = new RawClient();
        await server.SendLineAsync(garbage);

        Received answer = await server.ReadAsync();

        Assert.Equal(("null", ParseError), (answer.Id, answer.At("error", "code")));
        await server.InitializeAsync();
        await server.TheNextCallWorksAsync();
    }

    [Fact]
    public async Task A_byte_order_mark_carriage_returns_and_blank_lines_are_no_garbage()
    {
        await using var server = new RawClient();
        await server.SendAsync(new byte[] { 0xEF, 0xBB, 0xBF });
        await server.InitializeAsync();

        await server.SendLineAsync("\r\n\n   \n" + """{"jsonrpc":"2.0","id":1,"method":"ping"}""" + "\r");

        Assert.Equal("1", (await server.ReadAsync()).Id);
        await server.TheNextCallWorksAsync();
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/nobody/knows"}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"tools/call","params":{"name":"echo"}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/cancelled"}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1.5}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":"\ud800"}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":[]}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":{},"progress":"far"}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":123456,"result":{}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":"x","error":{"code":1,"message":"m"}}""")]
    [Trait("Row", "7")]
    public async Task A_notification_or_an_answer_is_never_answered_whatever_it_holds(string message)
    {
        await using var server = new RawClient();
        await server.InitializeAsync();

        await server.SendLineAsync(message);

        await server.TheNextCallWorksAsync();
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":null,"method":"ping"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1.5,"method":"ping"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":{},"method":"ping"}""")]
    [InlineData("""{"id":1,"method":"ping"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":7}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ping","result":{}}""")]
    [Trait("Row", "8")]
    public async Task JSON_that_is_no_message_is_answered_once_without_an_id(string message)
    {
        await using var server = new RawClient();
        await server.InitializeAsync();

        await server.SendLineAsync(message);

        Received answer = await server.ReadAsync();
        Assert.Equal(("null", InvalidRequest), (answer.Id, answer.At("error", "code")));
        await server.TheNextCallWorksAsync();
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo","arguments":""", "}}")]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/deep","params":""", "}")]
    [InlineData("", "")]
    [Trait("Row", "12")]
    public async Task What_is_nested_ten_thousand_deep_is_answered_as_unreadable(string before, string after)
    {
        await using var server = new RawClient();
        await server.InitializeAsync();

        await server.SendLineAsync(before + new string('[', 10_000) + new string(']', 10_000) + after);

        Received answer = await server.ReadAsync();
        Assert.Equal(("null", ParseError), (answer.Id, answer.At("error", "code")));
        await server.TheNextCallWorksAsync();
    }

    [Theory]
    [InlineData("""{"name":"echo","arguments":{"message":"a#b"}}""")]
    [InlineData("""{"name":"e#cho"}""")]
    [InlineData("""{"name":"echo","arguments":{"message":"x"},"extra":"#"}""")]
    [Trait("Row", "9")]
    public async Task Broken_UTF8_in_parameters_fails_that_request(string parameters)
    {
        byte[] frame = Encoding.UTF8.GetBytes($$"""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{{parameters}} }""" + "\n");
        frame[Array.IndexOf(frame, (byte)'#')] = 0xFF;
        await using var server = new RawClient();
        await server.InitializeAsync();

        await server.SendAsync(frame);

        Received answer = await server.ReadAsync();
        Assert.Equal(("1", InvalidParams), (answer.Id, answer.At("error", "code")));
        await server.TheNextCallWorksAsync();
    }

    [Theory]
    [InlineData("initialize", """{"protocolVersion":"\ud800","capabilities":{}}""")]
    [InlineData("tools/list", """{"_meta":{"io.modelcontextprotocol/protocolVersion":"\ud800"}}""")]
    public async Task A_revision_that_is_no_text_is_answered_and_the_next_handshake_is_served(string method, string parameters)
    {
        await using var server = new RawClient();

        await server.SendLineAsync($$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}","params":{{parameters}} }""");

        Received answer = await server.ReadAsync();
        Assert.Equal(("1", InvalidParams), (answer.Id, answer.At("error", "code")));
        await server.InitializeAsync();
        await server.TheNextCallWorksAsync();
    }

    [Fact]
    public async Task A_request_before_the_handshake_is_refused()
    {
        await using var server = new RawClient();

        await server.SendLineAsync("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}""");
        Received early = await server.ReadAsync();
        await server.SendLineAsync("""{"jsonrpc":"2.0","id":2,"method":"initialize"}""");
        Received empty = await server.ReadAsync();
        await server.SendLineAsync("""{"jsonrpc":"2.0","id":3,"method":"tools/list"}""");
        Received still = await server.ReadAsync();

        Assert.All([early, empty, still], answer => Assert.Equal(InvalidRequest, answer.At("error", "code")));
        await server.InitializeAsync();
        await server.TheNextCallWorksAsync();
    }

    [Fact]
    public async Task A_batch_is_served_where_the_revision_has_batches()
    {
        await using var server = new RawClient();
        await server.InitializeAsync("2025-03-26");

        await server.SendLineAsync("""[{"jsonrpc":"2.0","id":1,"method":"ping"},{"jsonrpc":"2.0","method":"notifications/x"},{"jsonrpc":"2.0","id":2,"method":"ping"}]""");

        Assert.Equal("1", (await server.ReadAsync()).Id);
        Assert.Equal("2", (await server.ReadAsync()).Id);
        await server.TheNextCallWorksAsync();
    }

    [Fact]
    public async Task A_batch_is_refused_where_the_revision_has_none()
    {
        await using var server = new RawClient();
        await server.InitializeAsync("2024-11-05");

        await server.SendLineAsync("""[{"jsonrpc":"2.0","id":1,"method":"ping"}]""");

        Received answer = await server.ReadAsync();
        Assert.Equal(("null", InvalidRequest), (answer.Id, answer.At("error", "code")));
        await server.TheNextCallWorksAsync();
    }

    [Fact]
    public async Task Seven_and_its_digits_are_two_requests_and_each_cancel_ends_its_own()
    {
        await using var server = new RawClient();
        await server.InitializeAsync();
        await server.SendLineAsync("""{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"wait","_meta":{"progressToken":"a"}}}""");
        await server.SendLineAsync("""{"jsonrpc":"2.0","id":"7","method":"tools/call","params":{"name":"wait","_meta":{"progressToken":"b"}}}""");
        string?[] begun = [(await server.ReadAsync()).At("params", "progressToken"), (await server.ReadAsync()).At("params", "progressToken")];
        Assert.Equal(["\"a\"", "\"b\""], begun.Order());

        await server.SendLineAsync("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":"7"}}""");
        await server.SendLineAsync("""{"jsonrpc":"2.0","id":7,"method":"ping"}""");

        // 7 is still being served, so a ping of that id may be answered but changes nothing; a call of that id is refused.
        Assert.Equal("7", (await server.ReadAsync()).Id);
        await server.SendLineAsync("""{"jsonrpc":"2.0","id":7,"method":"tools/list"}""");
        Assert.Equal(InvalidRequest, (await server.ReadAsync()).At("error", "code"));
        await server.SendLineAsync("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":7}}""");
        await server.TheNextCallWorksAsync();
    }

    [Theory]
    [InlineData("""{}""", InvalidParams)]
    [InlineData("""{"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28"}}""", InvalidParams)]
    [InlineData("""{"_meta":{"io.modelcontextprotocol/protocolVersion":"2099-01-01","io.modelcontextprotocol/clientCapabilities":{}}}""", "-32022")]
    public async Task Every_request_of_the_stateless_era_says_which_revision_it_speaks(string parameters, string code)
    {
        const string Meta = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\",\"io.modelcontextprotocol/clientCapabilities\":{}}";
        await using var server = new RawClient();
        await server.SendLineAsync($$"""{"jsonrpc":"2.0","id":1,"method":"server/discover","params":{ {{Meta}} } }""");
        Assert.Equal("""["2026-07-28"]""", (await server.ReadAsync()).At("result", "supportedVersions"));

        await server.SendLineAsync($$"""{"jsonrpc":"2.0","id":2,"method":"tools/list","params":{{parameters}} }""");

        Received answer = await server.ReadAsync();
        Assert.Equal(("2", code), (answer.Id, answer.At("error", "code")));
        await server.SendLineAsync($$"""{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"echo","arguments":{"message":"hi"},{{Meta}} } }""");
        Assert.Contains("\"hi\"", (await server.ReadAsync()).At("result", "content"), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "11")]
    public async Task A_line_above_the_limit_ends_the_server_since_the_stream_cannot_go_on()
    {
        await using var server = new RawClient();
        await server.InitializeAsync();
        byte[] block = new byte[64 * 1024];
        block.AsSpan().Fill((byte)'x');

        try
        {
            // An end would need a line feed, which never comes.
            for (int i = 0; i < 17 * 16; i++)
                await server.SendAsync(block);
        }
        catch (IOException)
        {
            // The server has stopped reading.
        }

        Assert.Equal("", await server.ReadToEndAsync());
        Assert.Equal(1, server.ExitCode);
    }

    [Fact]
    public async Task A_server_whose_input_ends_exits()
    {
        await using var server = new RawClient();
        await server.InitializeAsync();
        await server.SendLineAsync("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"wait","_meta":{"progressToken":1}}}""");
        Assert.Equal("notifications/progress", (await server.ReadAsync()).Method);

        server.CloseInput();

        Assert.Equal("", await server.ReadToEndAsync());
        Assert.Equal(0, server.ExitCode);
    }
}
