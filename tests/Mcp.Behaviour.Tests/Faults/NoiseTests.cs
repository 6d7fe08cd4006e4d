using Mcp.Behaviour.Tests.Faults.Kit;

namespace Mcp.Behaviour.Tests.Faults;

/// <summary>What is no message, and what is one of the wrong shape, between good messages of a server.</summary>
public sealed class NoiseTests
{
    [Fact]
    [Trait("Row", "7")]
    public async Task Banners_garbage_and_blank_lines_are_passed_over_and_never_answered()
    {
        await using var child = new FaultChild("bom; banner; blank; crlf on; serve --until tools/call; garbage; blank; banner; reply; serve");
        await child.ConnectAsync();

        McpToolResult result = await child.CallAsync();

        Assert.Equal("special", result.Text);
        Assert.Equal(5, child.Log.Count(EventLog.FrameRejected));
        await child.TheNextCallWorksAsync();
        Assert.Equal(["initialize", "notifications/initialized", "tools/call", "tools/call"], child.Journal.Methods(1));
    }

    [Fact]
    [Trait("Row", "7")]
    public async Task A_byte_order_mark_before_the_first_message_is_no_part_of_it()
    {
        await using var child = new FaultChild("bom; serve");

        await child.ConnectAsync();

        await child.TheNextCallWorksAsync();
        Assert.Equal(0, child.Log.Count(EventLog.FrameRejected));
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":null,"result":{}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1.5,"result":{}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":{"a":1},"result":{}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":[],"method":"ping"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":null,"method":"ping"}""")]
    [InlineData("""{"jsonrpc":"1.0","method":"notifications/message","params":{}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":7}""")]
    [InlineData("""{"jsonrpc":"2.0"}""")]
    [InlineData("""[]""")]
    [InlineData("""[7,[],null]""")]
    [InlineData("""7""")]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1.5}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":{}}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":[1]}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":1.5,"progress":1}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":{"progress":1}}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/progress","params":7}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/progress"}""")]
    [Trait("Row", "8")]
    public async Task A_message_of_the_wrong_shape_hurts_no_call_and_is_not_answered(string message)
    {
        await using var child = new FaultChild($"serve --until tools/call; send '{message}'; reply; serve");
        await child.ConnectAsync();

        McpToolResult result = await child.CallAsync();

        Assert.Equal("special", result.Text);
        await child.TheNextCallWorksAsync();
        Assert.Equal(["initialize", "notifications/initialized", "tools/call", "tools/call"], child.Journal.Methods(1));
        Assert.Equal(1, child.Journal.Lives);
    }

    [Theory]
    [InlineData("""{"_meta":{"io.modelcontextprotocol/subscriptionId":1.5}}""")]
    [InlineData("""{"_meta":{"io.modelcontextprotocol/subscriptionId":{}}}""")]
    [InlineData("""{"_meta":[]}""")]
    [InlineData("[]")]
    public async Task A_subscription_id_of_the_wrong_shape_hurts_no_call(string parameters)
    {
        await using var child = new FaultChild($"serve --until tools/call; notify notifications/tools/list_changed '{parameters}'; reply; serve");
        await child.ConnectAsync("2026-07-28");

        McpToolResult result = await child.CallAsync();

        Assert.Equal("special", result.Text);
        await child.TheNextCallWorksAsync();
        Assert.Equal(1, child.Journal.Lives);
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":$id,"result":{},"error":{"code":1,"message":"both"}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":$id}""")]
    [InlineData("""{"id":$id,"result":{"content":[]}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":$id,"error":"a text"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":$id,"error":{"message":"no code"}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":$id,"result":{"content":[}}""")]
    [Trait("Row", "8")]
    public async Task An_answer_that_is_none_fails_its_call_at_once(string answer)
    {
        await using var child = new FaultChild($"serve --until tools/call; send '{answer}'; serve");
        await child.ConnectAsync();

        McpProtocolException error = await Assert.ThrowsAsync<McpProtocolException>(() => child.CallAsync());

        Assert.Equal((McpDisposition.Sent, "tools/call"), (error.Disposition, error.Method));
        await child.TheNextCallWorksAsync();
        Assert.Equal(1, child.Journal.Lives);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"content":7,"isError":"maybe"}""")]
    public async Task A_result_that_does_not_fit_fails_its_call_as_payload(string result)
    {
        await using var child = new FaultChild($"serve --until tools/call; reply '{result}'; serve");
        await child.ConnectAsync();

        McpPayloadException error = await Assert.ThrowsAsync<McpPayloadException>(() => child.CallAsync());

        Assert.Equal((McpDisposition.Sent, "tools/call"), (error.Disposition, error.Method));
        await child.TheNextCallWorksAsync();
        Assert.Equal(1, child.Journal.Lives);
    }

    [Theory]
    [InlineData("2025-03-26")]
    [InlineData("2026-07-28")]
    [Trait("Row", "9")]
    public async Task Broken_UTF8_in_a_result_fails_its_call_alone(string revision)
    {
        await using var child = new FaultChild("serve --until tools/call; invalid-utf8; serve");
        await child.ConnectAsync(revision);

        McpPayloadException error = await Assert.ThrowsAsync<McpPayloadException>(() => child.CallAsync());

        Assert.Equal((McpDisposition.Sent, "tools/call"), (error.Disposition, error.Method));
        await child.TheNextCallWorksAsync();
        Assert.Equal(1, child.Journal.Lives);
    }

    [Fact]
    [Trait("Row", "9")]
    public async Task Half_a_surrogate_pair_fails_whoever_reads_it_as_a_text_and_takes_its_part_out_of_a_typed_result()
    {
        await using var child = new FaultChild("serve --until tools/call; lone-surrogate; serve --until tools/call; lone-surrogate; serve");
        McpClient client = await child.ConnectAsync();

        // As raw JSON the escape is well-formed; it has no text.
        McpToolResult raw = await child.CallAsync();
        Assert.Throws<McpPayloadException>(() => raw.Text);
        Mcp.V2025_03_26.CallToolResult typed = await Guard.Soon(client.InvokeAsync(
            Mcp.V2025_03_26.McpMethods.CallTool, new Mcp.V2025_03_26.CallToolRequestParams { Name = "echo", Arguments = McpJson.Parse("""{"message":""}""") }));

        Assert.Empty(typed.Content);
        Assert.Contains("no Unicode text", Assert.Single(typed.Rejected).Reason, StringComparison.Ordinal);
        await child.TheNextCallWorksAsync();
        Assert.Equal(1, child.Journal.Lives);
    }
}
