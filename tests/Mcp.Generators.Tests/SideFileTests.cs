using Mcp.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Mcp.Generators.Tests;

/// <summary>A project's own protocol.json and descriptions.json, beside those that the generator brings along.</summary>
public sealed class SideFileTests
{
    private const string Rules = "schema/protocol.json";
    private const string Prose = "schema/descriptions.json";

    [Theory]
    [InlineData(Rules, "{ [[]]] }", "MCPG3001")]
    [InlineData(Prose, "{ [[]]] }", "MCPG3001")]
    [InlineData(Rules, "{ [[\"method\"]]: {} }", "MCPG3002")]
    [InlineData(Rules, "{ \"methods\": { \"ping\": { [[\"owner\"]]: 1 } } }", "MCPG3002")]
    [InlineData(Rules, "{ \"methods\": { \"ping\": { \"retry\": [[\"always\"]] } } }", "MCPG3002")]
    [InlineData(Rules, "{ \"methods\": { [[\"tools/forget\"]]: { \"retry\": \"safe\" } } }", "MCPG3010")]
    [InlineData(Rules, "{ \"resultTypes\": { [[\"CallToolOutcome\"]]: \"x\" } }", "MCPG3010")]
    [InlineData(Rules, "{ \"missingMeans\": { [[\"ttl\"]]: 0 } }", "MCPG3010")]
    [InlineData(Prose, "{ [[\"Tool2\"]]: \"Text.\" }", "MCPG3010")]
    [InlineData(Prose, "{ [[\"CallToolRequestParams.nick\"]]: \"Text.\" }", "MCPG3010")]
    [InlineData(Prose, "{ [[\"method:tools/forget\"]]: \"Text.\" }", "MCPG3010")]
    public void What_is_wrong_is_said_at_its_place(string path, string marked, string id)
    {
        var text = new MarkedText(marked);

        var diagnostic = Assert.Single(Run(text.Text, path, SmallSchema.Of()).Diagnostics);

        text.AssertAt(diagnostic, id, path);
        Assert.Equal(id == "MCPG3010" ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error, diagnostic.Severity);
    }

    /// <summary>What a revision defines, and what the protocol's own files have: a row for a revision that was taken away is not wrong.</summary>
    [Theory]
    [InlineData(Rules, """{ "methods": { "tools/call": { "retry": "safe" }, "server/discover": { "retry": "never" } } }""")]
    [InlineData(Rules, """{ "resultTypes": { "CallToolResult": "x", "InputRequiredResult": "x" }, "missingMeans": { "nick": "n", "ttlMs": 1 } }""")]
    [InlineData(Prose, """{ "CallToolRequestParams.nick": "Text.", "Task": "Text.", "method:tasks/get": "Text." }""")]
    public void What_matches_is_accepted(string path, string text)
        => Assert.Empty(Run(text, path, SmallSchema.Of(parameters: """ "nick": { "type": "string" } """)).Diagnostics);

    [Fact]
    public void Nothing_is_said_of_rows_while_a_schema_has_an_error()
        => Assert.Equal("MCPG3001", Assert.Single(Run("{ \"Tool2\": \"Text.\" }", Prose, new MemoryText(SmallSchema.Path, "{")).Diagnostics).Id);

    [Fact]
    public void Without_a_revision_files_of_these_names_are_somebody_else_s()
        => Assert.Empty(GeneratorTest.Run(new MemoryText(Rules, "{ ] }"), new MemoryText(Prose, "[]")).Diagnostics);

    [Fact]
    public void The_protocol_s_own_files_are_in_the_generator()
    {
        var without = GeneratorTest.RunOnce(RepositoryFiles.Schema("2026-07-28"));
        var with = GeneratorTest.RunOnce(RepositoryFiles.Schema("2026-07-28"), RepositoryFiles.Rules, RepositoryFiles.Prose);

        Assert.Equal(with.GeneratedTrees.Select(static tree => tree.ToString()), without.GeneratedTrees.Select(static tree => tree.ToString()));
        Assert.Contains(without.GeneratedTrees, static tree => tree.ToString().Contains("Retry.Safe", StringComparison.Ordinal));
    }

    [Fact]
    public void A_row_of_the_project_counts_before_the_protocol_s()
    {
        var methods = Run("""{ "methods": { "tools/call": { "retry": "safe" } } }""", Rules, SmallSchema.Of()).GeneratedTrees
            .Single(static tree => tree.FilePath.EndsWith("McpMethods.g.cs", StringComparison.Ordinal)).ToString();

        Assert.Contains("Retry.Safe", methods, StringComparison.Ordinal);
    }

    /// <summary>The project's text, then the protocol's, then what the schema says itself.</summary>
    [Fact]
    public void A_text_is_taken_from_the_nearest_file_that_has_it()
    {
        var result = Run(
            """{ "CallToolRequestParams": "Ours." }""",
            Prose,
            SmallSchema.Of(definitions: """
                "Own": { "type": "object", "description": "From the\u2028 schema <1>.\r\n\r\nAnd \u0001 more.", "properties": { "x": {} } },
                "Tool": { "type": "object", "description": "From the schema 2.", "properties": { "x": {} } },
                """));

        Assert.Contains("<summary>Ours.</summary>", Text(result, "CallToolRequestParams"), StringComparison.Ordinal);
        Assert.Contains("/// From the  schema &lt;1&gt;.\n", Text(result, "Own"), StringComparison.Ordinal);
        Assert.Contains("/// And   more.\n", Text(result, "Own"), StringComparison.Ordinal);
        Assert.DoesNotContain("From the schema", Text(result, "Tool"), StringComparison.Ordinal);
    }

    private static string Text(GeneratorDriverRunResult result, string type)
        => result.GeneratedTrees.Single(tree => tree.FilePath.EndsWith($".{type}.g.cs", StringComparison.Ordinal)).ToString();

    private static GeneratorDriverRunResult Run(string text, string path, MemoryText schema)
        => GeneratorTest.RunOnce(schema, new MemoryText(path, text));
}
