using Mcp.V2025_11_25;

namespace Mcp.Protocol.Tests;

/// <summary>In a result, an item of a list that cannot be read is left out and reported; in params it is an error.</summary>
public sealed class RejectedItemTests
{
    [Fact]
    public void A_broken_tool_leaves_the_others()
    {
        ListToolsResult result = Read<ListToolsResult>(
            """{"tools":[{"name":"a","inputSchema":{}},{"name":5,"inputSchema":{}},null,{"name":"b","inputSchema":{}}],"nextCursor":"2"}""");

        Assert.Equal(["a", "b"], result.Tools.Select(static tool => tool.Name));
        Assert.Equal("2", result.NextCursor);
        Assert.Equal(
            [("ListToolsResult.tools", 1, """{"name":5,"inputSchema":{}}"""), ("ListToolsResult.tools", 2, "null")],
            result.Rejected.Select(static item => (item.Member, item.Index, item.Value.ToString())));
        Assert.Contains("expected a string but found a number", result.Rejected[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_part_leaves_the_others_and_an_unknown_one_is_no_broken_one()
    {
        CallToolResult result = Read<CallToolResult>(
            """{"content":[{"type":"text"},{"type":"smell","of":"rain"},{"type":"text","text":"b"}],"isError":true}""");

        Assert.Equal([new UnknownContentBlock { Json = McpJson.Parse("""{"type":"smell","of":"rain"}""") }, new TextContent { Text = "b" }], result.Content);
        Assert.True(result.IsError);
        Assert.Equal(("CallToolResult.content", 0), Assert.Single(result.Rejected.Select(static item => (item.Member, item.Index))));
    }

    [Fact]
    public void A_nested_list_reports_to_the_result()
    {
        CreateMessageResult result = Read<CreateMessageResult>(
            """
            {"model":"m","role":"assistant","content":[
              {"type":"tool_result","toolUseId":"1","content":[{"type":"text","text":"a"},{"type":"image"}]},
              {"type":"text","text":"z"}]}
            """);

        var nested = Assert.IsType<ToolResultContent>(result.Content[0]);
        Assert.Equal([new TextContent { Text = "a" }], nested.Content);
        Assert.Equal(2, result.Content.Count);
        Assert.Equal(("ToolResultContent.content", 1), Assert.Single(result.Rejected.Select(static item => (item.Member, item.Index))));
    }

    [Fact]
    public void An_item_that_goes_takes_what_was_reported_inside_of_it()
    {
        ListToolsResult result = Read<ListToolsResult>("""{"tools":[{"icons":[{}],"name":"a"}]}""");

        Assert.Empty(result.Tools);
        Assert.Equal("ListToolsResult.tools", Assert.Single(result.Rejected).Member);
    }

    [Fact]
    public void Nothing_wrong_is_nothing_reported_and_nothing_written()
    {
        CallToolResult result = Read<CallToolResult>("""{"content":[{"type":"text","text":"b"}]}""");

        Assert.Empty(result.Rejected);
        Assert.Equal("""{"content":[{"type":"text","text":"b"}]}""", McpJson.From(result).ToString());
    }

    [Fact]
    public void A_wrong_list_is_no_wrong_item() =>
        Assert.Throws<McpPayloadException>(() => Read<ListToolsResult>("""{"tools":{}}"""));

    [Fact]
    public void In_params_a_wrong_item_is_an_error() =>
        Assert.Throws<McpPayloadException>(() => Read<CreateMessageRequestParams>(
            """{"maxTokens":1,"messages":[{"role":"user","content":{"type":"text","text":"a"}},{"role":"user"}]}"""));

    [Fact]
    public void A_result_within_params_is_a_result()
    {
        var parameters = Read<V2026_07_28.CallToolRequestParams>(
            """{"name":"x","_meta":{},"inputResponses":{"r":{"roots":[{"uri":"file:///a"},{"uri":1}]}}}""");

        var roots = Assert.IsType<V2026_07_28.ListRootsResult>(parameters.InputResponses!["r"]);
        Assert.Single(roots.Roots);
        Assert.Single(roots.Rejected);
    }

    [Fact]
    public async Task Pages_pass_on_what_was_left_out()
    {
        var page = new McpPage<int>([1], null) { Rejected = [new McpRejectedItem("List.items", 3, McpJson.Null, "because")] };
        var pages = new McpPages<int>((_, _) => new(page));
        List<McpRejectedItem> told = [];

        Assert.Equal([1], await pages.OnRejected(told.Add).ToListAsync());
        Assert.Equal(page.Rejected, told);
        Assert.Empty(default(McpPage<int>).Rejected);
    }

    private static T Read<T>(string json)
        where T : IMcpJsonValue<T> => McpJson.Parse(json).As<T>();
}
