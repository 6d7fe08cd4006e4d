using System.Text.Json;

namespace Mcp.Behaviour.Tests;

/// <summary>The runtime's constant list of revisions against the schemas.</summary>
public sealed class RevisionTests
{
    public static TheoryData<string> Schemas => new(SchemaFolder().GetDirectories().Select(folder => folder.Name));

    [Theory]
    [MemberData(nameof(Schemas))]
    public void Each_schema_is_known_with_the_era_and_the_traits_that_it_shows(string date)
    {
        using JsonDocument schema = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(SchemaFolder().FullName, date, "schema.json")));
        JsonElement definitions = schema.RootElement.TryGetProperty("definitions", out JsonElement older) ? older : schema.RootElement.GetProperty("$defs");

        McpRevision known = Assert.Single(McpRevision.Known, revision => revision.Date == date);

        Assert.Equal(definitions.TryGetProperty("InitializeRequest", out _) ? McpEra.Stateful : McpEra.Stateless, known.Era);
        Assert.Equal(definitions.TryGetProperty("JSONRPCBatchRequest", out _), known.Batches);
    }

    [Fact]
    public void A_revision_that_is_not_known_can_be_named()
    {
        McpRevision later = McpRevision.Create("2027-01-01", McpEra.Stateless);

        Assert.Equal("2027-01-01", later.Date);
        Assert.DoesNotContain(later, McpRevision.Known);
        Assert.Same(McpRevision.V2025_03_26, McpRevision.Create("2025-03-26", McpEra.Stateful));
    }

    private static DirectoryInfo SchemaFolder()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Mcp.Generated.sln")))
            root = root.Parent!;
        return new DirectoryInfo(Path.Combine(root.FullName, "schema"));
    }
}
