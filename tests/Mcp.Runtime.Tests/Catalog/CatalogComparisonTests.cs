using Mcp.Runtime.Tests.Kit;

namespace Mcp.Runtime.Tests.Catalog;

/// <summary>Each rule of a catalog's change above its schemas.</summary>
public sealed class CatalogComparisonTests
{
    [Theory]
    [InlineData("""{"description":"a"}""", """{"description":"b","title":"T","icons":[{}]}""", "cosmetic its 'description' is \"b\" now, and was \"a\"|cosmetic its 'icons' is new|cosmetic its 'title' is new, \"T\"")]
    [InlineData("{}", """{"outputSchema":{"type":"object"}}""", "additive it tells a schema of its result now")]
    [InlineData("""{"outputSchema":{"type":"object"}}""", """{"outputSchema":null}""", "breaking it tells no schema of its result any more")]
    [InlineData("""{"annotations":{"readOnlyHint":true}}""", """{"annotations":{"readOnlyHint":true,"idempotentHint":true}}""", "cosmetic it is written in another way")]
    [InlineData("""{"annotations":{"destructiveHint":true}}""", "{}", "cosmetic it is written in another way")]
    [InlineData("""{"annotations":{"destructiveHint":false}}""", """{"annotations":{"destructiveHint":true}}""", "breaking it does not promise any more that it destroys nothing ('destructiveHint')")]
    [InlineData("""{"annotations":{"title":"a","idempotentHint":true}}""", """{"annotations":{"title":"b"}}""", "breaking it does not promise any more that it may be called again ('idempotentHint')|cosmetic its annotation 'title' is \"b\" now, and was \"a\"")]
    [InlineData("{}", """{"annotations":{"openWorldHint":false}}""", "additive it promises that it stays within a closed world now ('openWorldHint')")]
    [InlineData("{}", """{"annotations":{"openWorldHint":"no"}}""", "cosmetic it is written in another way")]
    [InlineData("{}", """{"execution":{"taskSupport":"required"}}""", "breaking it may no longer be called without a task|additive it may be called as a task now")]
    [InlineData("""{"execution":{"taskSupport":"optional"}}""", """{"execution":{"taskSupport":"forbidden","x":1}}""", "breaking it may no longer be called as a task|cosmetic its execution 'x' is new, 1")]
    [InlineData("""{"_meta":{"a":1}}""", """{"_meta":{"a":2}}""", "cosmetic its '_meta' is another")]
    public void A_change_of_a_tool_means_what_it_does_to_calls(string old, string @new, string changes) =>
        Assert.Equal(Expected(changes, "tool 't'"), Catalogs.Lines(Tool(old), Tool(@new)));

    [Fact]
    public void What_comes_is_additive_and_what_goes_is_breaking()
    {
        McpCatalog old = Catalogs.Of();
        McpCatalog @new = Catalogs.Of("""
            "tools":[{"name":"t"}],"prompts":[{"name":"p"}],"resources":[{"uri":"r:"}],"resourceTemplates":[{"uriTemplate":"r:{x}"}]
            """);

        Assert.Equal(["additive tool 't': it is new", "additive prompt 'p': it is new", "additive resource 'r:': it is new", "additive template 'r:{x}': it is new"], Catalogs.Lines(old, @new));
        Assert.Equal(["breaking tool 't': it is removed", "breaking prompt 'p': it is removed", "breaking resource 'r:': it is removed", "breaking template 'r:{x}': it is removed"], Catalogs.Lines(@new, old));
        Assert.False(McpCatalog.Compare(old, @new).IsBreaking);
        Assert.True(McpCatalog.Compare(@new, old).IsBreaking);
    }

    [Theory]
    // The description tells which one; a near name does; the only one of this shape does; a shape that says nothing does not.
    [InlineData("""{"name":"a","description":"D","inputSchema":{"properties":{"x":{}}}}""", """{"name":"b","inputSchema":{"properties":{"x":{}}}},{"name":"c","description":"D","inputSchema":{"properties":{"x":{}}}}""", "c")]
    [InlineData("""{"name":"forecast"}""", """{"name":"get-forecast"},{"name":"another"}""", "get-forecast")]
    [InlineData("""{"name":"aaaa","inputSchema":{"properties":{"x":{}}}}""", """{"name":"zzzz","inputSchema":{"properties":{"x":{}}}},{"name":"yyyy"}""", "zzzz")]
    [InlineData("""{"name":"aaaa"}""", """{"name":"zzzz"}""", null)]
    [InlineData("""{"name":"aaaa","inputSchema":{"properties":{"x":{}}}}""", """{"name":"aaab","inputSchema":{"properties":{"y":{}}}}""", null)]
    public void A_renamed_tool_is_removed_and_new_with_a_hint(string old, string @new, string? hint)
    {
        string[] lines = Catalogs.Lines(Catalogs.OfTool(old), Catalogs.OfTool(@new));

        Assert.StartsWith("breaking", lines[0], StringComparison.Ordinal);
        Assert.EndsWith(hint is null ? "it is removed" : $"it is removed; is it '{hint}' now, which has the same schemas?", lines[0], StringComparison.Ordinal);
        Assert.Equal(hint is null ? 0 : 1, lines.Count(line => line.Contains(": it is new, with the schemas that ", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("""[{"name":"city"}]""", """[{"name":"city","required":true}]""", "breaking the argument 'city' is required now")]
    [InlineData("""[{"name":"city","required":true}]""", """[{"name":"city","required":false}]""", "additive the argument 'city' may be left out now")]
    [InlineData("""[{"name":"city"}]""", """[{"name":"City","required":true}]""", "breaking the argument 'City' is new and required|breaking the argument 'city' is removed; is it 'City' now?")]
    [InlineData("[]", """[{"name":"city"}]""", "additive the argument 'city' is new")]
    [InlineData("""[{"name":"a","title":"A"},{"name":"b"}]""", """[{"name":"b"},{"name":"a","title":"B"}]""", "cosmetic the argument 'a': 'title' is \"B\" now, and was \"A\"")]
    [InlineData("""[{"name":"a"},{"name":"b"}]""", """[{"name":"b"},{"name":"a"}]""", "cosmetic it is written in another way")]
    public void A_change_of_a_prompt_means_what_it_does_to_calls(string old, string @new, string changes) =>
        Assert.Equal(Expected(changes, "prompt 'p'"), Catalogs.Lines(Prompt(old), Prompt(@new)));

    [Theory]
    [InlineData("""{"mimeType":"text/plain"}""", """{"mimeType":"text/html"}""", "breaking its content is 'text/html' now, and was 'text/plain'")]
    [InlineData("""{"mimeType":"text/plain"}""", """{"mimeType":"TEXT/plain"}""", "cosmetic its 'mimeType' is \"TEXT/plain\" now, and was \"text/plain\"")]
    [InlineData("{}", """{"mimeType":"text/html","size":1}""", "cosmetic its 'mimeType' is new, \"text/html\"|cosmetic its 'size' is new, 1")]
    public void A_change_of_a_resource_means_what_it_does_to_readers(string old, string @new, string changes)
    {
        McpCatalog Of(string list, string key, string members) => Catalogs.Of($"\"{list}\":[{McpJson.Parse(members).With(key, McpJson.FromString("r:"))}]");

        Assert.Equal(Expected(changes, "resource 'r:'"), Catalogs.Lines(Of("resources", "uri", old), Of("resources", "uri", @new)));
        Assert.Equal(Expected(changes, "template 'r:'"), Catalogs.Lines(Of("resourceTemplates", "uriTemplate", old), Of("resourceTemplates", "uriTemplate", @new)));
    }

    [Theory]
    [InlineData("{}", """{"tools":{}}""", "additive capability 'tools': it is new")]
    [InlineData("""{"tools":{"listChanged":true}}""", """{"tools":{"listChanged":false}}""", "breaking capability 'tools.listChanged': it is removed")]
    [InlineData("""{"resources":{"subscribe":true}}""", "{}", "breaking capability 'resources': it is removed")]
    [InlineData("""{"experimental":{"a":{"b":1}}}""", """{"experimental":{"a":{"b":2}}}""", "cosmetic capability 'experimental.a.b': its value is 2 now, and was 1")]
    public void A_capability_that_comes_is_additive_and_one_that_goes_is_breaking(string old, string @new, string change) =>
        Assert.Equal([change], Catalogs.Lines(Catalogs.Of($"\"capabilities\":{old}"), Catalogs.Of($"\"capabilities\":{@new}")));

    [Theory]
    [InlineData("2025-06-18", "2025-11-25", "stateful", "additive revision: it is 2025-11-25 now, and was 2025-06-18")]
    [InlineData("2025-11-25", "2025-06-18", "stateful", "breaking revision: it is 2025-06-18 now, and was 2025-11-25")]
    [InlineData("2025-11-25", "2026-07-28", "stateless", "breaking revision: it is 2026-07-28 (stateless) now, and was 2025-11-25 (stateful)")]
    public void A_later_revision_of_the_same_era_is_additive_and_any_other_is_breaking(string old, string @new, string era, string change)
    {
        McpCatalog was = McpCatalog.Parse($$"""{"formatVersion":1,"revision":"{{old}}","era":"stateful"}""");
        McpCatalog now = McpCatalog.Parse($$"""{"formatVersion":1,"revision":"{{@new}}","era":"{{era}}"}""");

        Assert.Equal([change], Catalogs.Lines(was, now));
    }

    [Fact]
    public void Who_the_server_is_and_what_it_tells_models_is_cosmetic() => Assert.Equal(
        ["cosmetic server: 'version' is \"2\" now, and was \"1\"", "cosmetic instructions: the server gives some now"],
        Catalogs.Lines(Catalogs.Of("""
            "server":{"name":"s","version":"1"}
            """), Catalogs.Of("""
            "server":{"name":"s","version":"2"},"instructions":"I"
            """)));

    [Fact]
    public void A_report_has_the_breaking_changes_first_and_reads_as_a_text()
    {
        McpCatalog old = McpCatalog.Parse(Catalogs.PinText("filesystem"));
        McpCatalog @new = McpCatalog.Parse(Catalogs.PinText("filesystem")
            .Replace("\"name\": \"read_media_file\"", "\"name\": \"read_media\"", StringComparison.Ordinal)
            .Replace("\"0.2.0\"", "\"0.3.0\"", StringComparison.Ordinal)
            .Replace("\"dryRun\": {", "\"isDryRun\": {", StringComparison.Ordinal)
            .Replace("\"readOnlyHint\": true\n      },\n      \"description\": \"Get a recursive tree", "\"readOnlyHint\": false\n      },\n      \"description\": \"Get a recursive tree", StringComparison.Ordinal));

        Assert.Equal(
            """
            5 breaking, 2 additive, 1 cosmetic
              breaking tool 'directory_tree': it does not promise any more that it changes nothing ('readOnlyHint')
              breaking tool 'directory_tree': it does not promise any more that it destroys nothing ('destructiveHint')
              breaking tool 'directory_tree': it does not promise any more that it may be called again ('idempotentHint')
              breaking tool 'edit_file': the argument 'dryRun' is removed; is it 'isDryRun' now?
              breaking tool 'read_media_file': it is removed; is it 'read_media' now, which has the same schemas?
              additive tool 'edit_file': the argument 'isDryRun' is new
              additive tool 'read_media': it is new, with the schemas that 'read_media_file' had
              cosmetic server: 'version' is "0.3.0" now, and was "0.2.0"
            """.ReplaceLineEndings("\n"),
            McpCatalog.Compare(old, @new).ToString());
        Assert.Equal("no changes", McpCatalog.Compare(old, old).ToString());
    }

    private static McpCatalog Tool(string members) => Catalogs.OfTool(McpJson.Parse(members).With("name", McpJson.FromString("t")).ToString());

    private static McpCatalog Prompt(string arguments) => Catalogs.Of("\"prompts\":[{\"name\":\"p\",\"arguments\":" + arguments + "}]");

    private static string[] Expected(string changes, string subject) =>
        [.. changes.Split('|').Select(change => change.Split(' ', 2)).Select(parts => $"{parts[0]} {subject}: {parts[1]}")];
}
