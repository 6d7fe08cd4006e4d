using Mcp.V2025_11_25;

namespace Mcp.Protocol.Tests;

/// <summary>Two values are equal when they say the same.</summary>
public sealed class EqualityTests
{
    [Theory]
    [InlineData("""{"a":1,"b":[2,{"c":null}]}""", """ { "b" : [ 2.0, {"c":null} ], "a" : 10e-1 } """)]
    [InlineData("\"a\\u00e9\\/\"", "\"aé/\"")]
    [InlineData("""{"\u0061":1}""", """{"a":1}""")]
    [InlineData("""{"a":1,"a":2}""", """{"a":2}""")]
    [InlineData("-0", "0.000")]
    [InlineData("1e400", "10E+399")]
    [InlineData("12345678901234567890123", "1.2345678901234567890123e22")]
    [InlineData("\"\\ud800\"", "\"\\ud800\"")]
    [InlineData("1e99999999999999999999", "1e99999999999999999999")]
    [InlineData("\"a\\ud800\"", "\"\\u0061\\uD800\"")]
    [InlineData("\"\\ud800\\\"\\n\\/\"", "\"\\uD800\\u0022\\u000a/\"")]
    [InlineData("""{"\udc00":1,"a":2}""", """{"a":2,"\uDC00":1}""")]
    [InlineData("[]", "[ ]")]
    public void Json_is_compared_by_value(string left, string right)
    {
        McpJson a = McpJson.Parse(left);
        McpJson b = McpJson.Parse(right);

        Assert.Equal(a, b);
        Assert.Equal(b, a);
        Assert.Equal(a.GetHashCode(), b.GetHashCode());
    }

    [Theory]
    [InlineData("[1,2]", "[2,1]")]
    [InlineData("1", "\"1\"")]
    [InlineData("1", "-1")]
    [InlineData("1", "10")]
    [InlineData("9007199254740993", "9007199254740992")]
    [InlineData("null", "false")]
    [InlineData("true", "false")]
    [InlineData("{}", "[]")]
    [InlineData("""{"a":null}""", "{}")]
    [InlineData("""{"a":1}""", """{"b":1}""")]
    [InlineData("""{"a":1}""", """{"a":2}""")]
    [InlineData("[1]", "[1,1]")]
    [InlineData("\"a\"", "\"A\"")]
    [InlineData("\"\\ud800\"", "\"\\\\ud800\"")]
    [InlineData("\"\\ud800\"", "\"\\ud801\"")]
    [InlineData("\"\\ud800\"", "\"\\ufffd\"")]
    [InlineData("\"\\udc00\\ud800\"", "\"\\ud800\\udc00\"")]
    [InlineData("10e9223372036854775807", "1e-9223372036854775808")]
    [InlineData("0.1e-9223372036854775808", "1e9223372036854775807")]
    public void Json_that_says_something_else_differs(string left, string right)
    {
        Assert.NotEqual(McpJson.Parse(left), McpJson.Parse(right));
        Assert.NotEqual(McpJson.Parse(right), McpJson.Parse(left));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(300)]
    public void A_value_that_is_nested_deeper_than_a_message_may_be_is_compared_too(int wraps)
    {
        McpJson deep = Nested(wraps, "1");
        McpJson same = Nested(wraps, "1");

        Assert.Equal(deep.GetHashCode(), same.GetHashCode());
        Assert.Equal(deep, same);
        Assert.NotEqual(deep, Nested(wraps, "2"));
        Assert.Equal(wraps == 1, deep == Nested(wraps, "1.0"));
    }

    [Fact]
    public void No_value_equals_no_value_alone()
    {
        Assert.Equal(default, default(McpJson));
        Assert.NotEqual(McpJson.Null, default);
        Assert.NotEqual(default, McpJson.Null);
    }

    [Fact]
    public void Lists_are_compared_by_their_items_and_maps_by_their_content()
    {
        Prompt left = Greeting(new Dictionary<string, McpJson> { ["a"] = McpJson.Parse("1"), ["b"] = McpJson.Null });
        Prompt right = Greeting(new SortedDictionary<string, McpJson>(Comparer<string>.Create(static (x, y) => string.CompareOrdinal(y, x))) { ["a"] = McpJson.Parse("1.0"), ["b"] = McpJson.Null });

        Assert.Equal(left, right);
        Assert.Equal(left.GetHashCode(), right.GetHashCode());
        Assert.NotEqual(left, right with { Arguments = [] });
        Assert.NotEqual(left, right with { Arguments = [.. right.Arguments!.Reverse()] });
        Assert.NotEqual(left, right with { Meta = null });
        Assert.NotEqual(left, right with { Meta = new Dictionary<string, McpJson> { ["a"] = McpJson.Parse("1"), ["c"] = McpJson.Null } });
    }

    [Fact]
    public void Lists_within_lists_and_maps_are_compared_too()
    {
        static ElicitRequestFormParamsRequestedSchema Form(params string[] values) => new()
        {
            Properties = new Dictionary<string, PrimitiveSchemaDefinition> { ["x"] = new UntitledSingleSelectEnumSchema { Enum = values } },
        };

        Assert.Equal(Form("a", "b"), Form("a", "b"));
        Assert.Equal(Form("a", "b").GetHashCode(), Form("a", "b").GetHashCode());
        Assert.NotEqual(Form("a", "b"), Form("b", "a"));
    }

    [Fact]
    public void Cases_of_a_union_differ_by_their_type() =>
        Assert.NotEqual<ContentBlock>(new TextContent { Text = "x" }, new UnknownContentBlock { Json = McpJson.From(new TextContent { Text = "x" }) });

    private static McpJson Nested(int wraps, string core)
    {
        var value = McpJson.Parse(new string('[', 64) + core + new string(']', 64));
        for (int i = 0; i < wraps; i++)
            value = McpJson.From(new EmptyResult { AdditionalMembers = new Dictionary<string, McpJson> { ["x"] = value } });
        return value;
    }

    private static Prompt Greeting(IReadOnlyDictionary<string, McpJson> meta) => new()
    {
        Name = "greet",
        Arguments = [new PromptArgument { Name = "who", Required = true }, new PromptArgument { Name = "how" }],
        Meta = meta,
    };
}
