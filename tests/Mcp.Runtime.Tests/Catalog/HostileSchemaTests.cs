using Mcp.Catalog;

namespace Mcp.Runtime.Tests.Catalog;

/// <summary>
/// Both the schema and the value are the server's: a comparison ends soon, tells little, and blames nothing that it did not look at. The
/// sizes are such that work which grows faster than both together would not end within the life of a test run.
/// </summary>
public sealed class HostileSchemaTests
{
    [Fact]
    public void A_list_in_which_each_item_has_an_alternative_is_not_blamed_for_its_length() =>
        Assert.Empty(Problems(
            """{"items":{"oneOf":[{"type":"integer"},{"type":"null"}],"anyOf":[{"type":"integer"},{"type":"string"}]}}""",
            "[" + string.Join(",", Enumerable.Repeat("1", 60_000)) + "]"));

    [Fact]
    public void A_chain_is_not_blamed_for_its_depth() =>
        Assert.Empty(Problems(
            """{"properties":{"next":{"oneOf":[{"$ref":"#"},{"type":"null"}]}},"required":["next"]}""",
            Nested(50, "{\"next\":", "null", "}")));

    [Theory]
    [InlineData("a long text and a long list of values")]
    [InlineData("a long reference that leads nowhere")]
    [InlineData("a large document that each item refers into")]
    [InlineData("a long name above a long list")]
    [InlineData("long names within one another")]
    [InlineData("alternatives of alternatives over a large value")]
    public void A_comparison_ends(string what)
    {
        string large = new('x', 1_000_000);
        string many = string.Join(",", Enumerable.Repeat("0", 200_000));
        (string schema, string value) = what switch
        {
            "a long text and a long list of values" => ("{\"enum\":[" + string.Join(",", Enumerable.Range(0, 100_000).Select(i => $"\"{i}\"")) + "]}", $"\"{large}\""),
            "a long reference that leads nowhere" => ($$"""{"items":{"$ref":"#/{{large}}/{{large}}"} }""", $"[{many}]"),
            "a large document that each item refers into" => ($$"""{"description":"{{large}}","items":{"$ref":"#/$defs/a"},"$defs":{"a":{"type":"integer"} } }""", $"[{many}]"),
            "a long name above a long list" => ("""{"additionalProperties":{"items":{"type":"integer"}}}""", $$"""{"{{large}}":[{{many}}]}"""),
            "long names within one another" => ("""{"additionalProperties":{"$ref":"#"}}""", Nested(50, $"{{\"{large[..100_000]}\":", $"[{many}]", "}")),
            _ => ("""{"anyOf":[{"$ref":"#"},{"items":{"$ref":"#"},"maxItems":0},{"$ref":"#"},{"items":{"type":"string"}}]}""", $"[{many}]"),
        };

        Assert.NotNull(Problems(schema, value));
    }

    [Fact]
    public void What_is_told_is_short_however_long_names_and_lists_are()
    {
        string large = new('x', 10_000);
        string names = string.Join(",", Enumerable.Range(0, 50).Select(i => $"\"{large}{i}\""));

        IReadOnlyList<string> problems = Problems($$"""{"properties":{"{{large}}":{"required":[{{names}}],"properties":{"a":{"type":[{{names}}]} } } } }""", $$"""{"{{large}}":{"a":1} }""");

        Assert.Equal(10, problems.Count);
        Assert.All(problems, static problem => Assert.InRange(problem.Length, 1, 1_000));
    }

    [Fact]
    public void Half_of_a_character_hides_nothing()
    {
        Assert.Equal(["$.a: string where the schema has integer"], Problems("""{"properties":{"a":{"type":"integer"}}}""", """{"\ud800":1,"a":"x"}"""));
        Assert.Equal(["$: more characters than the schema's maxLength"], Problems("""{"maxLength":1}""", "\"\\ud800\\ud800\""));
        Assert.Equal(["$: none of the schema's values"], Problems("""{"enum":["\ud800"]}""", "\"\\ud801\""));
        Assert.Empty(Problems("""{"enum":["\ud800"],"const":"\ud800"}""", "\"\\ud800\""));
    }

    [Theory]
    [InlineData("""{"type":"integer","minimum":1}""", "1e400", "")]
    [InlineData("""{"maximum":1e400}""", "1e300", "")]
    [InlineData("""{"minimum":1e400}""", "1", "$: below the schema's minimum")]
    [InlineData("""{"enum":[1e400]}""", "10e399", "")]
    [InlineData("""{"minLength":1e400}""", "\"\"", "$: fewer characters than the schema's minLength")]
    [InlineData("""{"maxItems":-1e400}""", "[]", "$: more items than the schema's maxItems")]
    [InlineData("""{"pattern":"(a+)+$"}""", "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\"", "")]
    [InlineData("""{"type":"string","type":"integer"}""", "1", "")]
    [InlineData("""{"properties":{"a":{"type":"string"},"a":{"type":"integer"}}}""", """{"a":"x","a":1}""", "")]
    [InlineData("""{"$ref":"#/$defs/a","$defs":{"a":{"$ref":"#/$defs/b"},"b":{"$ref":"#/$defs/a"}}}""", "1", "")]
    public void Odd_words_are_taken_for_what_they_say(string schema, string value, string problems) =>
        Assert.Equal(problems, string.Join("|", Problems(schema, value)));

    private static IReadOnlyList<string> Problems(string schema, string value) => SchemaValidator.Validate(McpJson.Parse(schema), McpJson.Parse(value));

    private static string Nested(int count, string open, string inner, string close) =>
        string.Concat(Enumerable.Repeat(open, count)) + inner + string.Concat(Enumerable.Repeat(close, count));
}
