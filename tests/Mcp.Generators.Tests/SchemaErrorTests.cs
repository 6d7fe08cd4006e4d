using Mcp.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Mcp.Generators.Tests;

/// <summary>
/// Errors in schema files, each at its place, and beside each the nearest text that is none. The place is marked: <c>[[like this]]</c>.
/// </summary>
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
    [InlineData("MCPG3001", "{ \"$defs\": { \"A\": \"no such \\[[]]q\" } }")]
    [InlineData("MCPG3001", "{ \"$defs\": { \"A\": {}, [[\"A\"]]: {} } }")]
    [InlineData("MCPG3001", "{ \"$defs\": {} }\n[[]]{}")]
    [InlineData("MCPG3001", "{ \"$defs\": { \"A\": {}, [[]]} }")]
    [InlineData("MCPG3001", "[[]]")]
    [InlineData("MCPG3002", "[[{ \"$schema\": \"x\" }]]")]
    [InlineData("MCPG3002", "{ \"$defs\": {}, [[\"definitions\"]]: {} }")]
    [InlineData("MCPG3002", "{ \"$defs\": {}, [[\"type\"]]: \"object\" }")]
    [InlineData("MCPG3002", Frame + "[[\"B c\"]]: {} } }")]
    [InlineData("MCPG3002", Frame + "[[\"string\"]]: {} } }")]
    [InlineData("MCPG3002", Frame + "\"B\": [[false]] } }")]
    [InlineData("MCPG3002", Frame + "\"B\": { [[\"oneOf\"]]: [] } } }")]
    [InlineData("MCPG3002", Frame + "\"B\": { [[\"const\"]]: true } } }")]
    [InlineData("MCPG3002", Frame + "\"B\": { [[\"enum\"]]: [ 1 ] } } }")]
    [InlineData("MCPG3002", Frame + "\"B\": { \"type\": [[\"date\"]] } } }")]
    [InlineData("MCPG3002", Frame + "\"B\": { \"type\": \"array\", \"items\": [[1]] } } }")]
    [InlineData("MCPG3002", Frame + "\"B\": { \"type\": \"object\", \"properties\": { \"x\": { [[\"pattern\"]]: 1 } } } } }")]
    [InlineData("MCPG3002", Frame + "\"B\": { \"type\": \"object\", \"propertyNames\": { [[\"not\"]]: {} } } } }")]
    [InlineData("MCPG3002", Frame + "\"B\": { \"type\": \"object\", [[\"unevaluatedProperties\"]]: false } } }")]
    [InlineData("MCPG3002", Frame + "\"B\": { \"type\": \"object\", \"properties\": {}, \"required\": [ [[\"x\"]] ] } } }")]
    [InlineData("MCPG3002", Frame + "\"B\": { \"$ref\": \"#/$defs/A\", [[\"properties\"]]: {} } } }")]
    [InlineData("MCPG3003", Frame + "\"B\": { \"$ref\": [[\"#/$defs/C\"]] } } }")]
    [InlineData("MCPG3003", Frame + "\"B\": { \"$ref\": [[\"#/definitions/A\"]] } } }")]
    [InlineData("MCPG3003", Frame + "\"B\": { \"$ref\": [[\"https://example.com/other.json#/$defs/A\"]] } } }")]
    [InlineData("MCPG3003", Frame + "\"B\": { \"$ref\": [[\"#/$defs/B\"]] } } }")]
    [InlineData("MCPG3003", Frame + "\"B\": { \"anyOf\": [ { \"$ref\": \"#/$defs/C\" } ] }, \"C\": { \"type\": \"array\", \"items\": { \"$ref\": [[\"#/$defs/B\"]] } } } }")]
    [InlineData("MCPG3005", Frame + "[[\"Protocol\"]]: { \"type\": \"object\", \"properties\": { \"x\": {} } } } }")]
    [InlineData("MCPG3005", Frame + "[[\"Thing\"]]: { \"type\": \"object\", \"properties\": { \"x\": {} } }, \"THiNG\": { \"type\": \"object\", \"properties\": { \"x\": {} } } } }")]
    [InlineData("MCPG3005", Frame + "\"B\": { \"type\": \"object\", \"properties\": { \"some-name\": {}, [[\"someName\"]]: {} } } } }")]
    [InlineData("MCPG3005", Frame + "[[\"B\"]]: { \"type\": \"string\", \"enum\": [ \"a-b\", \"aB\" ] } } }")]
    [InlineData("MCPG3005", Frame + "\"B\": { \"type\": \"object\", \"properties\": { \"x\": {}, [[\"read\"]]: {} } } } }")]
    [InlineData("MCPG3005", Frame + "\"B\": { \"type\": \"object\", \"properties\": { \"x\": {}, [[\"Write\"]]: {} } } } }")]
    [InlineData("MCPG3005", Frame + "\"B\": { \"type\": \"object\", \"properties\": { \"x\": {}, [[\"equals\"]]: {} } } } }")]
    [InlineData("MCPG3005", Frame + "\"B\": { \"type\": \"object\", \"properties\": { \"x\": {}, [[\"get-hash-code\"]]: {} } } } }")]
    [InlineData("MCPG3005", Frame + "\"B\": { \"type\": \"object\", \"properties\": { \"x\": {}, [[\"toString\"]]: {} } } } }")]
    [InlineData("MCPG3005", Frame + "\"B\": { \"type\": \"object\", \"properties\": { \"x\": {}, [[\"clone\"]]: {} } } } }")]
    [InlineData("MCPG3005", Frame + "\"B\": { \"type\": \"object\", \"additionalProperties\": true, \"properties\": { [[\"additionalMembers\"]]: {} } } } }")]
    [InlineData("MCPG3005", Frame + "\"B\": { \"type\": \"object\", \"properties\": { \"data\": { \"type\": \"string\", \"format\": \"byte\" }, [[\"decodeData\"]]: {} } } } }")]
    [InlineData("MCPG3005", Frame + "\"BResult\": { \"type\": \"object\", \"properties\": { \"list\": { \"type\": \"array\", \"items\": { \"$ref\": \"#/$defs/A\" } }, [[\"rejected\"]]: {} } } } }")]
    [InlineData("MCPG3005", Frame + "[[\"B\"]]: { \"type\": \"string\", \"enum\": [ \"read\", \"x\" ] } } }")]
    [InlineData("MCPG3005", Frame + "[[\"B\"]]: { \"type\": \"string\", \"enum\": [ \"value\", \"x\" ] } } }")]
    [InlineData("MCPG3005", Frame + "\"B\": { \"type\": \"object\", \"properties\": { \"tags\": { \"type\": \"array\" }, [[\"readTags\"]]: {} } } } }")]
    public void An_error_names_its_place(string id, string marked)
    {
        var text = new MarkedText(marked);

        var diagnostic = Assert.Single(GeneratorTest.Run(new MemoryText(SmallSchema.Path, text.Text)).Diagnostics);

        text.AssertAt(diagnostic, id, SmallSchema.Path);
        Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
    }

    [Theory]
    [InlineData("{ \"$defs\": {} }\n")]
    [InlineData("\uFEFF{ \"$defs\": { \"A\": { \"description\": \"\\u00e9 \\\"quoted\\\" \\/\" } } }")]
    [InlineData("{ \"$schema\": \"x\", \"$id\": \"y\", \"title\": \"t\", \"description\": \"d\", \"$comment\": \"c\", \"definitions\": {} }")]
    [InlineData(Frame + "\"B_2\": true } }")]
    [InlineData(Frame + "\"B\": { \"const\": 1 } } }")]
    [InlineData(Frame + "\"B\": { \"type\": [ \"string\", \"null\" ] } } }")]
    [InlineData(Frame + "\"B\": { \"type\": \"array\", \"items\": true, \"uniqueItems\": true, \"minItems\": 1 } } }")]
    [InlineData(Frame + "\"B\": { \"type\": \"object\", \"properties\": { \"x\": { \"type\": \"string\", \"pattern\": \"a\" } }, \"required\": [ \"x\" ] } } }")]
    [InlineData(Frame + "\"B\": { \"type\": \"object\", \"propertyNames\": { \"pattern\": \"^x\" }, \"additionalProperties\": false } } }")]
    [InlineData(Frame + "\"B\": { \"$ref\": \"#/$defs/A\", \"description\": \"An A.\", \"deprecated\": true } } }")]
    [InlineData(Frame + "\"B\": { \"type\": \"object\", \"properties\": { \"more\": { \"type\": \"array\", \"items\": { \"$ref\": \"#/$defs/B\" } } } } } }")]
    [InlineData(Frame + "\"Protocols\": { \"type\": \"object\", \"properties\": { \"x\": {} } } } }")]
    [InlineData(Frame + "\"B\": { \"type\": \"object\", \"properties\": { \"some-name\": {}, \"somename\": {} } } } }")]
    [InlineData(Frame + "\"B\": { \"type\": \"string\", \"enum\": [ \"a-b\", \"ab\" ] } } }")]
    [InlineData(Frame + "\"B\": { \"type\": \"object\", \"properties\": { \"reads\": {}, \"additionalMembers\": {}, \"decodeData\": {}, \"data\": {}, \"value\": {}, \"rejected\": {} } } } }")]
    [InlineData(Frame + "\"BResult\": { \"type\": \"object\", \"properties\": { \"list\": { \"type\": \"array\", \"items\": { \"type\": \"string\" } }, \"rejected\": {} } } } }")]
    public void The_nearest_legal_text_is_accepted(string text)
        => Assert.Empty(GeneratorTest.Run(new MemoryText(SmallSchema.Path, text)).Diagnostics);

    [Theory]
    [InlineData("schema/schema.json", "schema")]
    [InlineData("schema/draft/schema.json", "draft")]
    [InlineData("schema/2025-13-26/schema.json", "2025-13-26")]
    [InlineData("/anywhere/schema/20250326/schema.json", "20250326")]
    public void MCPG3007_a_schema_outside_a_revision_s_folder(string path, string folder)
    {
        var diagnostic = Assert.Single(GeneratorTest.Run(new MemoryText(path, SmallSchema.Text())).Diagnostics);

        new MarkedText("[[]]" + SmallSchema.Text()).AssertAt(diagnostic, "MCPG3007", path);
        Assert.Contains($"'{folder}'", diagnostic.GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("revisions/2025-12-26/schema.json", true)]
    [InlineData("/anywhere/schema/2025-12-26/schema.json", true)]
    [InlineData("forms/schema.json", false)]
    [InlineData("schema.json", false)]
    [InlineData("schema/2025-12-26/other.json", false)]
    public void A_schema_is_ours_by_its_folder(string path, bool isOurs)
    {
        var result = GeneratorTest.Run(new MemoryText(path, SmallSchema.Text()));

        Assert.Empty(result.Diagnostics);
        Assert.Equal(isOurs, result.GeneratedTrees.Length > 0);
    }

    [Fact]
    public void MCPG3008_a_revision_that_is_there_twice()
    {
        const string Second = "b/2030-01-02/schema.json";
        var result = GeneratorTest.Run(new MemoryText(Second, SmallSchema.Text()), new MemoryText("a/2030-01-02/schema.json", SmallSchema.Text()));

        var diagnostic = Assert.Single(result.Diagnostics);
        new MarkedText("[[]]" + SmallSchema.Text()).AssertAt(diagnostic, "MCPG3008", Second);
        Assert.Contains("a/2030-01-02", diagnostic.GetMessage(), StringComparison.Ordinal);
        Assert.NotEmpty(result.GeneratedTrees);
        Assert.Empty(GeneratorTest.Run(new MemoryText("b/2030-01-03/schema.json", SmallSchema.Text()), new MemoryText("a/2030-01-02/schema.json", SmallSchema.Text())).Diagnostics);
    }

    [Theory]
    [InlineData("\"type\": \"string\", \"format\": [[\"uri-templates\"]]", true)]
    [InlineData("\"type\": \"integer\", \"format\": [[\"int64\"]]", true)]
    [InlineData("\"type\": \"string\", \"format\": [[\"uri-template\"]]", false)]
    public void MCPG3009_a_format_that_is_not_known(string keywords, bool isReported)
    {
        var text = new MarkedText(SmallSchema.Text(parameters: $$""" "x": { {{keywords}} } """));

        var result = GeneratorTest.RunOnce(new MemoryText(SmallSchema.Path, text.Text));

        Assert.NotEmpty(result.GeneratedTrees);
        Assert.Equal(isReported ? 1 : 0, result.Diagnostics.Length);
        if (isReported)
        {
            text.AssertAt(result.Diagnostics[0], "MCPG3009", SmallSchema.Path);
            Assert.Equal(DiagnosticSeverity.Warning, result.Diagnostics[0].Severity);
        }
    }

    [Fact]
    public void All_errors_of_a_file_come_at_once()
    {
        var result = GeneratorTest.Run(new MemoryText(SmallSchema.Path, Frame + "\"B\": { \"oneOf\": [] }, \"C\": { \"not\": {} } } }"));

        Assert.Equal(["MCPG3002", "MCPG3002"], result.Diagnostics.Select(static diagnostic => diagnostic.Id));
    }
}
