namespace Mcp.Behaviour.Tests.Neutral;

/// <summary>Content parts of every kind, and of none.</summary>
public sealed class ContentTests
{
    [Fact]
    public async Task The_parts_of_a_tools_answer_are_content()
    {
        var table = new McpHandlerTable();
        table.Serve("tools/call", McpJson.Read, Kit.RawHandlers.Write, (_, _, _) => ValueTask.FromResult(McpJson.Parse(
            """
            {"content":[{"type":"text","text":"hi"},{"type":"image","data":"AQID","mimeType":"image/png"},{"type":"audio","data":"BAU=","mimeType":"audio/wav"},
             {"type":"resource_link","uri":"demo://a","name":"a","mimeType":"text/plain"},{"type":"resource","resource":{"uri":"demo://b","blob":"Bg=="}},
             {"type":"text"},{"type":"hologram"},7]}
            """)));
        await using McpClient client = await NeutralClient.ConnectAsync("2025-11-25", server: table);

        IReadOnlyList<McpContent> parts = (await client.CallToolAsync("any")).Parts;

        Assert.Equal(
            [McpContentKind.Text, McpContentKind.Image, McpContentKind.Audio, McpContentKind.ResourceLink, McpContentKind.Resource, McpContentKind.Unknown, McpContentKind.Unknown, McpContentKind.Unknown],
            parts.Select(part => part.Kind));
        Assert.Equal("hi", parts[0].Text);
        Assert.Equal(("image/png", "demo://a", "demo://b"), (parts[1].MimeType, parts[3].Uri, parts[4].Uri));
        Assert.Equal([[1, 2, 3], [4, 5], [6]], new[] { parts[1], parts[2], parts[4] }.Select(part => part.GetBytes()));
        Assert.Throws<InvalidOperationException>(() => parts[0].GetBytes());
        Assert.Equal("""{"type":"hologram"}""", parts[6].Raw.ToString());
    }

    [Fact]
    public void Bytes_that_are_no_base64_fail_only_when_they_are_wanted()
    {
        var image = new McpContent(McpJson.Parse("""{"type":"image","data":"?","mimeType":"image/png"}"""));

        Assert.Equal(McpContentKind.Image, image.Kind);
        Assert.Throws<McpPayloadException>(() => image.GetBytes());
    }

    [Fact]
    public void Content_is_made_and_compared_by_value()
    {
        Assert.Equal(McpContent.FromText("a \"b\""), new McpContent(McpJson.Parse("""{ "type": "text", "text": "a \"b\"" }""")));
        Assert.Equal([1, 2], McpContent.FromImage([1, 2], "image/png").GetBytes());
        Assert.NotEqual(McpContent.FromText("a"), McpContent.FromText("b"));
    }

    [Theory]
    [InlineData("""{"type":"text","text":"\ud83d"}""")]
    [InlineData("""{"type":"text\udc00","text":"a"}""")]
    [InlineData("""{"\ud800":1,"type":"image","mimeType":"\ud800"}""")]
    [InlineData("""{"type":"resource","resource":{"uri":"\ud800"}}""")]
    public void Half_of_a_surrogate_pair_is_unknown_and_takes_nothing_else_away(string part)
    {
        var result = new McpToolResult { Content = McpJson.Parse($$"""[{{part}},{"\ud800":1,"type":"text","text":"a"}]""") };

        Assert.Equal([McpContentKind.Unknown, McpContentKind.Text], result.Parts.Select(each => each.Kind));
        Assert.Equal(part, result.Parts[0].Raw.ToString());
        Assert.Equal("a", result.Parts[1].Text);
    }

    [Fact]
    public void Of_a_repeated_member_the_last_one_counts()
    {
        var part = new McpContent(McpJson.Parse("""{"type":"image","text":"a","type":"text","text":"b"}"""));

        Assert.Equal((McpContentKind.Text, "b"), (part.Kind, part.Text));
        Assert.True(part.Raw.TryGetProperty("text", out McpJson text));
        Assert.Equal("b", text.GetString());
    }
}
