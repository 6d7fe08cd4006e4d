using Mcp.V2025_11_25;

namespace Mcp.Protocol.Tests;

/// <summary>Half of a surrogate pair as an escape: valid JSON that is no text.</summary>
public sealed class UnreadableTextTests
{
    [Fact]
    public void A_name_that_is_no_text_is_a_name_that_nobody_knows() =>
        Assert.Equal(new Annotations { Priority = 1 }, McpJson.Parse("""{"\ud800":[1],"priority\udc00":2,"priority":1}""").As<Annotations>());

    [Fact]
    public void A_name_that_would_be_kept_is_an_error_of_the_payload() =>
        Assert.Throws<McpPayloadException>(() => McpJson.Parse("""{"\ud800":1}""").As<EmptyResult>());

    [Fact]
    public void A_tag_that_is_no_text_is_a_case_that_nobody_knows()
    {
        var json = McpJson.Parse("""{"type":"text\ud800","text":"x"}""");

        Assert.Equal(new UnknownContentBlock { Json = json }, json.As<ContentBlock>());
    }
}
