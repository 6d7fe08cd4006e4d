using System.Text;
using Mcp.Sessions;
using Mcp.Transports;

namespace Mcp.Runtime.Tests.Sessions;

/// <summary>What a list of tools teaches about headers, whatever it looks like.</summary>
public sealed class ToolHeadersTests
{
    private const string Call = """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"t","arguments":{}}}""";
    private const string Known = """{"tools":[{"name":"t","inputSchema":{"properties":{"a":{"x-mcp-header":"A"}}}}]}""";

    [Fact]
    public void A_tool_that_names_a_header_has_a_projection() => Assert.NotNull(After(Known));

    [Fact]
    public void A_header_deep_inside_the_arguments_counts() =>
        Assert.NotNull(After("""{"tools":[{"name":"t","inputSchema":{"properties":{"x":1,"o":{"properties":{"a":{"x-mcp-header":"A"}}}}}}]}"""));

    [Fact]
    public void A_later_list_without_the_header_ends_it() =>
        Assert.Null(After(Known, """{"tools":[{"name":"t","inputSchema":{"properties":{"a":{}}}}]}"""));

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"tools":{}}""")]
    [InlineData("""{"tools":[7]}""")]
    [InlineData("""{"tools":[{"name":7,"inputSchema":{}}]}""")]
    [InlineData("""{"tools":[{"name":"t"}]}""")]
    [InlineData("""{"tools":[{"name":"t","inputSchema":true}]}""")]
    [InlineData("""{"tools":[{"name":"\ud800","inputSchema":{}}]}""")]
    [InlineData("""{"tools":[{""")]
    [InlineData("7")]
    public void What_has_no_proper_form_teaches_nothing_and_takes_nothing_away(string list) => Assert.NotNull(After(Known, list));

    [Theory]
    [InlineData("""{"tools":[{"name":"t","inputSchema":{"properties":[]}}]}""")]
    [InlineData("""{"tools":[{"name":"t","inputSchema":{"properties":{"a":{"x-mcp-header":7}}}}]}""")]
    public void A_schema_that_names_no_header_properly_has_none(string list) => Assert.Null(After(list));

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":7}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"other"}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{}}""")]
    public void A_call_of_something_else_has_none(string frame) => Assert.Null(After(frame, [Known]));

    private static HeaderProjection? After(params string[] lists) => After(Call, lists);

    private static HeaderProjection? After(string frame, string[] lists)
    {
        var headers = new ToolHeaders();
        foreach (string list in lists)
            headers.Learn(Encoding.UTF8.GetBytes(list));
        return headers.Find(Encoding.UTF8.GetBytes(frame));
    }
}
