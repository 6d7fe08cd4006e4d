using System.Text;
using Mcp.Sessions;
using Mcp.Transports;

namespace Mcp.Runtime.Tests.Sessions;

/// <summary>What a list of tools teaches about headers, whatever it looks like.</summary>
public sealed class ToolHeadersTests
{
    private const string Call = """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"t","arguments":{}}}""";
    private const string Known = """{"tools":[{"name":"t","inputSchema":{"properties":{"a":{"type":"string","x-mcp-header":"A"}}}}]}""";

    [Fact]
    public void A_tool_that_names_a_header_has_a_projection() => Assert.NotNull(After(Known));

    [Fact]
    public void A_header_deep_inside_the_arguments_counts() =>
        Assert.NotNull(After("""{"tools":[{"name":"t","inputSchema":{"properties":{"x":1,"o":{"properties":{"a":{"type":"string","x-mcp-header":"A"}}}}}}]}"""));

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
    [InlineData("""{"properties":[]}""")]
    [InlineData("""{"properties":{"x-mcp-header":{"type":"string"}}}""")]
    [InlineData("""{"properties":{"a":{"type":"object","default":{"x-mcp-header":""},"enum":[{"x-mcp-header":7}]}}}""")]
    public void What_is_no_annotation_hides_no_tool(string schema)
    {
        (HeaderProjection? headers, byte[]? rest, string? problem) = Learn(schema);

        Assert.Null(headers);
        Assert.Null(rest);
        Assert.Null(problem);
    }

    [Theory]
    [InlineData("""{"properties":{"a":{"type":"string","x-mcp-header":""}}}""", "the x-mcp-header of 'a' is no header name")]
    [InlineData("""{"properties":{"a":{"type":"string","x-mcp-header":7}}}""", "the x-mcp-header of 'a' is no header name")]
    [InlineData("""{"properties":{"a":{"type":"string","x-mcp-header":"A b"}}}""", "the x-mcp-header of 'a' is no header name")]
    [InlineData("""{"properties":{"a":{"type":"string","x-mcp-header":"A:"}}}""", "the x-mcp-header of 'a' is no header name")]
    [InlineData("""{"properties":{"a":{"type":"string","x-mcp-header":"\u00c4"}}}""", "the x-mcp-header of 'a' is no header name")]
    [InlineData("""{"properties":{"a":{"type":"string","x-mcp-header":"A\r\nB"}}}""", "the x-mcp-header of 'a' is no header name")]
    [InlineData("""{"properties":{"a":{"type":"string","x-mcp-header":"\ud800"}}}""", "the x-mcp-header of 'a' is no header name")]
    [InlineData("""{"properties":{"a":{"type":"number","x-mcp-header":"A"}}}""", "'a' has x-mcp-header 'A' and is no string, integer or boolean")]
    [InlineData("""{"properties":{"a":{"type":"object","x-mcp-header":"A"}}}""", "'a' has x-mcp-header 'A' and is no string, integer or boolean")]
    [InlineData("""{"properties":{"a":{"type":["string","array"],"x-mcp-header":"A"}}}""", "'a' has x-mcp-header 'A' and is no string, integer or boolean")]
    [InlineData("""{"properties":{"a":{"type":["null"],"x-mcp-header":"A"}}}""", "'a' has x-mcp-header 'A' and is no string, integer or boolean")]
    [InlineData("""{"properties":{"a":{"x-mcp-header":"A"}}}""", "'a' has x-mcp-header 'A' and is no string, integer or boolean")]
    [InlineData("""{"properties":{"a":{"type":"string","x-mcp-header":"A"},"o":{"properties":{"b":{"type":"string","x-mcp-header":"a"}}}}}""", "x-mcp-header 'a' is on two arguments")]
    [InlineData("""{"type":"string","x-mcp-header":"A"}""", "x-mcp-header 'A' is on no argument")]
    [InlineData("""{"properties":{"a":{"type":"array","items":{"type":"string","x-mcp-header":"A"}}}}""", "x-mcp-header 'A' is on no argument")]
    [InlineData("""{"anyOf":[{"properties":{"a":{"type":"string","x-mcp-header":"A"}}}]}""", "x-mcp-header 'A' is on no argument")]
    [InlineData("""{"$defs":{"a":{"type":"string","x-mcp-header":"A"}}}""", "x-mcp-header 'A' is on no argument")]
    public void A_tool_whose_annotations_nobody_may_follow_is_hidden_and_the_reason_told(string schema, string reason)
    {
        (HeaderProjection? headers, byte[]? rest, string? problem) = Learn(schema);

        Assert.Null(headers);
        Assert.Equal("""{"ttlMs":1,"tools":[{"name":"before"},{"name":"after"}],"nextCursor":"c"}""", Encoding.UTF8.GetString(rest!));
        Assert.Equal($"t: {reason}", problem);
    }

    [Theory]
    [InlineData("string")]
    [InlineData("integer")]
    [InlineData("boolean")]
    [InlineData("""string","null""")]
    public void A_primitive_may_be_mirrored(string type)
    {
        (HeaderProjection? headers, byte[]? rest, _) = Learn("{\"properties\":{\"a\":{\"type\":[\"" + type + "\"],\"x-mcp-header\":\"A\"}}}");

        Assert.Equal(("A", "a"), (headers!.Headers[0].Header, headers.Headers[0].Path.Single()));
        Assert.Null(rest);
    }

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
            headers.Learn(Encoding.UTF8.GetBytes(list), static (_, _) => { });
        return headers.Find(Encoding.UTF8.GetBytes(frame));
    }

    /// <summary>Learns a list of three tools, the second of which has the schema.</summary>
    private static (HeaderProjection? Headers, byte[]? Usable, string? Problem) Learn(string schema)
    {
        string? problem = null;
        var headers = new ToolHeaders();
        byte[]? rest = headers.Learn(
            Encoding.UTF8.GetBytes($$"""{"ttlMs":1,"tools":[{"name":"before"},{"name":"t","inputSchema":{{schema}} },{"name":"after"}],"nextCursor":"c"}"""),
            (tool, reason) => problem = $"{tool}: {reason}");
        return (headers.Find(Encoding.UTF8.GetBytes(Call)), rest, problem);
    }
}
