using Mcp.Runtime.Tests.Kit;

namespace Mcp.Runtime.Tests.Catalog;

/// <summary>Catalogs that no server should send: a comparison ends, throws nothing, and says that something differs.</summary>
public sealed class OddCatalogTests
{
    // Each pair of them is compared both ways.
    private static readonly string[] Schemas =
    [
        "null", "true", "false", "7", "\"object\"", "[]", "[{}]", "{}",
        """{"type":7}""", """{"type":[7,"string",null]}""", """{"type":{}}""", """{"type":"\ud800"}""", """{"type":["string","string"]}""",
        """{"properties":[]}""", """{"properties":{"a":7,"b":null,"c":"x","\ud800":true}}""", """{"required":"a"}""", """{"required":[1,null,"a","a","\ud800"]}""",
        """{"items":7}""", """{"items":[true,false]}""", """{"additionalProperties":7}""", """{"additionalProperties":[]}""",
        """{"anyOf":{}}""", """{"anyOf":[]}""", """{"anyOf":[1,true,false,[],{"anyOf":[{}]}]}""", """{"allOf":[7,true,[]]}""", """{"allOf":{"a":1}}""",
        """{"enum":"a"}""", """{"enum":[]}""", """{"enum":[1,1.0,null,{},[],"\ud800"]}""", """{"const":null}""", """{"const":"\ud800 "}""",
        """{"$ref":7}""", """{"$ref":""}""", """{"$ref":"#"}""", """{"$ref":"#/"}""", """{"$ref":"#/a/0","a":[{"$ref":"#/a/1"},{"$ref":"#/a/0"}]}""", """{"$ref":"#/%zz/~9"}""", """{"$ref":"\ud800"}""",
        """{"minimum":"a"}""", """{"minimum":1e999}""", """{"minimum":-1e999,"exclusiveMinimum":true}""", """{"description":["\ud800"],"title":"\ud800\ud800"}""",
        """{"not":{"$ref":"#"},"if":true,"patternProperties":{"(":false}}""",
    ];

    [Fact]
    public void Any_two_odd_schemas_are_compared()
    {
        McpCatalog[] catalogs = [.. Schemas.SelectMany(schema => new[] { Catalogs.OfInput(schema), Catalogs.OfOutput(schema), Catalogs.OfInput("{\"properties\":{\"x\":" + schema + "}}") })];

        foreach (McpCatalog old in catalogs)
        {
            foreach (McpCatalog @new in catalogs)
                Assert.Equal(old.Equals(@new), McpCatalog.Compare(old, @new).Changes.Count == 0);
        }
    }

    [Theory]
    [InlineData("""{"name":"t"}""", """{"name":"t","inputSchema":{}}""")]
    [InlineData("""{"name":"t"}""", """{"name":"t","inputSchema":null,"annotations":7,"execution":[],"title":null}""")]
    [InlineData("""{"name":"t","annotations":{"readOnlyHint":1}}""", """{"name":"t","annotations":{"readOnlyHint":"true"}}""")]
    [InlineData("""{"name":"t","title":"a"},{"name":"t","title":"b"}""", """{"name":"t","title":"b"},{"name":"t","title":"a"}""")]
    [InlineData("""{"name":"t"},{"name":"t"}""", """{"name":"t"}""")]
    [InlineData("""{"name":""}""", """{"name":" "}""")]
    public void Odd_tools_are_compared(string old, string @new)
    {
        Assert.NotEmpty(McpCatalog.Compare(Catalogs.OfTool(old), Catalogs.OfTool(@new)).Changes);
        Assert.NotEmpty(McpCatalog.Compare(Catalogs.OfTool(@new), Catalogs.OfTool(old)).Changes);
        Assert.Empty(McpCatalog.Compare(Catalogs.OfTool(old), Catalogs.OfTool(old)).Changes);
    }

    // Sizes at which anything that grows faster than it must would not end within the life of a test run.
    [Theory]
    [InlineData("a chain of references")]
    [InlineData("two circles of different lengths")]
    [InlineData("everything refers to everything")]
    [InlineData("parts that double")]
    [InlineData("many alternatives")]
    [InlineData("many members")]
    public void Large_schemas_end(string what)
    {
        (string old, string @new) = what switch
        {
            "a chain of references" => (Defs(5_000, i => $$"""{"$ref":"#/$defs/D{{i + 1}}"}"""), Defs(5_001, i => $$"""{"$ref":"#/$defs/D{{i + 1}}"}""")),
            "two circles of different lengths" => (Defs(199, i => Next((i + 1) % 199)), Defs(200, i => Next((i + 1) % 200))),
            "everything refers to everything" => (Defs(40, _ => All(40, "string")), Defs(40, _ => All(40, "number"))),
            "parts that double" => (Defs(60, i => Twice(i + 1, "allOf")), Defs(60, i => Twice(i + 1, "anyOf"))),
            "many alternatives" => (AnyOf(0), AnyOf(1)),
            _ => (Members(0), Members(1)),
        };

        Assert.NotEmpty(McpCatalog.Compare(Catalogs.OfInput(old), Catalogs.OfInput(@new)).Changes);
        Assert.Empty(McpCatalog.Compare(Catalogs.OfInput(old), Catalogs.OfInput(old)).Changes);
    }

    [Fact]
    public void Thousands_of_renamed_tools_end()
    {
        McpCatalog Of(string prefix) => Catalogs.OfTool(string.Join(",", Enumerable.Range(0, 1_000).Select(i => $$"""{"name":"{{prefix}}{{i}}"}""")));

        Assert.Equal(2_000, McpCatalog.Compare(Of("old"), Of("new")).Changes.Count);
    }

    private static string Defs(int count, Func<int, string> definition) =>
        "{\"$ref\":\"#/$defs/D0\",\"$defs\":{" + string.Join(",", Enumerable.Range(0, count).Select(i => $"\"D{i}\":{definition(i)}")) + "}}";

    private static string Next(int next) => "{\"properties\":{\"next\":{\"$ref\":\"#/$defs/D" + next + "\"}}}";

    private static string All(int count, string type) =>
        "{\"properties\":{\"v\":{\"type\":\"" + type + "\"}," + string.Join(",", Enumerable.Range(0, count).Select(i => $"\"m{i}\":{{\"$ref\":\"#/$defs/D{i}\"}}")) + "}}";

    private static string Twice(int next, string keyword) => $$"""{"{{keyword}}":[{"$ref":"#/$defs/D{{next}}"},{"$ref":"#/$defs/D{{next}}"}]}""";

    private static string AnyOf(int start) => "{\"anyOf\":[" + string.Join(",", Enumerable.Range(start, 2_000).Select(i => "{\"properties\":{\"kind\":{\"const\":" + i + "}}}")) + "]}";

    private static string Members(int start) => "{\"properties\":{" + string.Join(",", Enumerable.Range(start * 1_500, 1_500).Select(i => $"\"member{i}\":true")) + "}}";
}
