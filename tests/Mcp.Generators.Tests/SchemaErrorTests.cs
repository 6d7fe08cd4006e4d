using Mcp.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Mcp.Generators.Tests;

/// <summary>Errors in schema files, each at its place. The place is marked in the text: <c>[[like this]]</c>.</summary>
public sealed class SchemaErrorTests
{
    private const string Frame = """
        {
          "$defs": {
            "A": { "type": "object", "properties": { "a": { "type": "string" } } },
        """ + "\n    ";

    [Theory]
    [InlineData("MCPG3001", "{ \"$defs\": { [[]]nope } }")]
    [InlineData("MCPG3001", "{ \"$defs\": { \"A\": \"unfinished[[]]\n\" } }")]
    [InlineData("MCPG3001", "{ \"$defs\": { \"A\": {}, [[\"A\"]]: {} } }")]
    [InlineData("MCPG3001", "{ \"$defs\": {} }\n[[]]{}")]
    [InlineData("MCPG3001", "[[]]")]
    [InlineData("MCPG3002", Frame + "\"B\": { [[\"oneOf\"]]: [] } } }")]
    [InlineData("MCPG3002", Frame + "\"B\": { \"type\": [[\"date\"]] } } }")]
    [InlineData("MCPG3002", Frame + "\"B\": { \"type\": \"object\", [[\"additionalProperties\"]]: false } } }")]
    [InlineData("MCPG3002", Frame + "\"B\": { \"type\": \"object\", \"properties\": { \"x\": { [[\"pattern\"]]: \"a\" } } } } }")]
    [InlineData("MCPG3003", Frame + "\"B\": { \"$ref\": [[\"#/$defs/C\"]] } } }")]
    [InlineData("MCPG3003", Frame + "\"B\": { \"$ref\": [[\"#/definitions/A\"]] } } }")]
    public void An_error_names_its_place(string id, string marked)
    {
        var start = marked.IndexOf("[[", StringComparison.Ordinal);
        var end = marked.IndexOf("]]", StringComparison.Ordinal) - 2;
        var text = marked.Replace("[[", "", StringComparison.Ordinal).Replace("]]", "", StringComparison.Ordinal);

        var diagnostic = Assert.Single(GeneratorTest.Run(new MemoryText(SmallSchema.Path, text)).Diagnostics);

        Assert.Equal(id, diagnostic.Id);
        Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
        var span = diagnostic.Location.GetLineSpan();
        Assert.Equal(SmallSchema.Path, span.Path);
        Assert.Equal(Position(text, start), span.StartLinePosition.ToString());
        Assert.Equal(Position(text, end), span.EndLinePosition.ToString());
    }

    [Theory]
    [InlineData("schema/schema.json", "schema")]
    [InlineData("schema/draft/schema.json", "draft")]
    [InlineData("schema/2025-13-26/schema.json", "2025-13-26")]
    public void A_schema_outside_a_revision_s_folder_is_an_error(string path, string folder)
    {
        var diagnostic = Assert.Single(GeneratorTest.Run(new MemoryText(path, SmallSchema.Text())).Diagnostics);

        Assert.Equal("MCPG3007", diagnostic.Id);
        Assert.Equal(path, diagnostic.Location.GetLineSpan().Path);
        Assert.Contains($"'{folder}'", diagnostic.GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public void All_errors_of_a_file_come_at_once()
    {
        var result = GeneratorTest.Run(new MemoryText(SmallSchema.Path, Frame + "\"B\": { \"oneOf\": [] }, \"C\": { \"not\": {} } } }"));

        Assert.Equal(["MCPG3002", "MCPG3002"], result.Diagnostics.Select(static diagnostic => diagnostic.Id));
    }

    [Fact]
    public void A_union_that_nothing_tells_apart_is_an_error()
    {
        var diagnostic = Assert.Single(GeneratorTest.Run(SmallSchema.Of(
            definitions: """
            "OneThing": { "type": "object", "properties": { "x": { "type": "string" } } },
            "OtherThing": { "type": "object", "properties": { "x": { "type": "string" } } },
            """,
            parameters: """ "thing": { "anyOf": [ { "$ref": "#/$defs/OneThing" }, { "$ref": "#/$defs/OtherThing" } ] } """)).Diagnostics);

        Assert.Equal("MCPG3004", diagnostic.Id);
    }

    [Fact]
    public void Two_schemas_with_one_name_are_an_error()
    {
        var diagnostic = Assert.Single(GeneratorTest.Run(SmallSchema.Of(
            definitions: """ "CallToolRequestParamsThing": { "type": "object", "properties": { "x": { "type": "string" } } }, """,
            parameters: """
            "other": { "$ref": "#/$defs/CallToolRequestParamsThing" },
            "thing": { "type": "object", "properties": { "y": { "type": "string" } } }
            """)).Diagnostics);

        Assert.Equal("MCPG3005", diagnostic.Id);
    }

    [Fact]
    public void A_request_without_a_result_is_an_error()
    {
        var text = SmallSchema.Text().Replace("CallToolResult", "CallToolOutcome", StringComparison.Ordinal);

        var diagnostic = Assert.Single(GeneratorTest.Run(new MemoryText(SmallSchema.Path, text)).Diagnostics);

        Assert.Equal("MCPG3006", diagnostic.Id);
    }

    [Fact]
    public void A_result_that_the_answering_side_does_not_know_is_an_error()
    {
        var text = SmallSchema.Text().Replace(
            "\"ServerResult\": { \"anyOf\": [ { \"$ref\": \"#/$defs/CallToolResult\" } ] }",
            "\"ServerResult\": { \"anyOf\": [ { \"$ref\": \"#/$defs/CallToolRequestParams\" } ] }",
            StringComparison.Ordinal);

        Assert.Equal("MCPG3006", Assert.Single(GeneratorTest.Run(new MemoryText(SmallSchema.Path, text)).Diagnostics).Id);
    }

    [Theory]
    [InlineData("schema/protocol.json")]
    [InlineData("schema/descriptions.json")]
    public void Broken_side_files_are_reported_as_such(string path)
    {
        var diagnostic = Assert.Single(GeneratorTest.Run(SmallSchema.Of(), new MemoryText(path, "{ ] }")).Diagnostics);

        Assert.Equal("MCPG3001", diagnostic.Id);
        Assert.Equal(path, diagnostic.Location.GetLineSpan().Path);
    }

    /// <summary>An offset as the compiler prints it: zero-based line and column.</summary>
    private static string Position(string text, int offset)
    {
        var before = text[..offset];
        return $"{before.Count(static c => c == '\n')},{offset - (before.LastIndexOf('\n') + 1)}";
    }
}
