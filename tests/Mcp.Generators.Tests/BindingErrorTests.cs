using Mcp.Generators.Tests.Harness;

namespace Mcp.Generators.Tests;

/// <summary>Errors that show only when a whole schema is put together, each at its place and beside its nearest legal neighbour.</summary>
public sealed class BindingErrorTests
{
    [Theory]
    [InlineData("x", true)]
    [InlineData("y", false)]
    public void MCPG3004_a_union_that_nothing_tells_apart(string member, bool isError) => Check(
        "MCPG3004",
        isError,
        SmallSchema.Text(
            definitions: $$"""
            "OneThing": { "type": "object", "properties": { "x": { "type": "string" } }, "required": [ "x" ] },
            "OtherThing": { "type": "object", "properties": { "{{member}}": { "type": "string" } }, "required": [ "{{member}}" ] },
            """,
            parameters: """ "thing": { "anyOf": [ { "$ref": [["#/$defs/OneThing"]] }, { "$ref": "#/$defs/OtherThing" } ] } """));

    [Theory]
    [InlineData("y", true)]
    [InlineData("x", false)]
    public void MCPG3005_two_schemas_with_one_name(string member, bool isError) => Check(
        "MCPG3005",
        isError,
        SmallSchema.Text(
            definitions: """ "CallToolRequestParamsThing": { "type": "object", "properties": { "x": { "type": "string" } } }, """,
            parameters: $$"""
            "another": { "$ref": "#/$defs/CallToolRequestParamsThing" },
            [["thing"]]: { "type": "object", "properties": { "{{member}}": { "type": "string" } } }
            """));

    [Theory]
    [InlineData("CallToolOutcome", true)]
    [InlineData("CallToolResult", false)]
    public void MCPG3006_a_request_without_a_result(string result, bool isError) => Check(
        "MCPG3006",
        isError,
        SmallSchema.Text()
            .Replace("CallToolResult", result, StringComparison.Ordinal)
            .Replace("\"CallToolRequest\": {", "[[\"CallToolRequest\"]]: {", StringComparison.Ordinal));

    [Theory]
    [InlineData("CallToolRequestParams", true)]
    [InlineData("CallToolResult", false)]
    public void MCPG3006_a_result_that_the_answering_side_does_not_know(string answer, bool isError) => Check(
        "MCPG3006",
        isError,
        SmallSchema.Text()
            .Replace(
                "\"ServerResult\": { \"anyOf\": [ { \"$ref\": \"#/$defs/CallToolResult\" } ] }",
                $$"""
                "ServerResult": { "anyOf": [ { "$ref": "#/$defs/{{answer}}" } ] }
                """,
                StringComparison.Ordinal)
            .Replace("\"CallToolRequest\": {", "[[\"CallToolRequest\"]]: {", StringComparison.Ordinal));

    private static void Check(string id, bool isError, string marked)
    {
        var text = new MarkedText(marked);

        var result = GeneratorTest.Run(new MemoryText(SmallSchema.Path, text.Text));

        Assert.Equal(isError ? 1 : 0, result.Diagnostics.Length);
        Assert.Equal(isError, result.GeneratedTrees.IsEmpty);
        if (isError)
        {
            text.AssertAt(result.Diagnostics[0], id, SmallSchema.Path);
        }
    }
}
