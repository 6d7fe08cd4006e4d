using System.Text.Json;

namespace Mcp.Catalog;

/// <summary>A listed item as comparisons see it.</summary>
/// <param name="Key">Its name or address.</param>
/// <param name="Raw">All of it.</param>
/// <param name="Shape">What it still is under another name; undefined when that tells nothing.</param>
/// <param name="Description">What it says of itself.</param>
internal sealed record CatalogItem(string Key, McpJson Raw, McpJson Shape, string? Description);

/// <summary>The two versions of one item, and where what differs is told.</summary>
internal sealed record ItemChanges(McpJson Old, McpJson New, Action<McpCatalogChangeKind, string> Report)
{
    /// <summary>Tells of every member but those that are looked into.</summary>
    public void CompareOthers(params string[] known)
    {
        foreach ((string member, McpJson was, McpJson now) in Differing(Old, New))
        {
            if (!known.Contains(member))
                Report(McpCatalogChangeKind.Cosmetic, CatalogWords.Change($"its '{member}'", was, now));
        }
    }

    /// <summary>A member of both versions; undefined where it is absent or null.</summary>
    public (McpJson Old, McpJson New) Member(string name) => (Of(Old, name), Of(New, name));

    /// <summary>The members of two objects that are not the same, by name.</summary>
    public static IEnumerable<(string Member, McpJson Old, McpJson New)> Differing(McpJson old, McpJson @new)
    {
        IReadOnlyDictionary<string, McpJson> was = JsonSchema.Members(old);
        IReadOnlyDictionary<string, McpJson> now = JsonSchema.Members(@new);
        return from member in was.Keys.Union(now.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
               let before = was.GetValueOrDefault(member)
               let after = now.GetValueOrDefault(member)
               where before != after
               select (member, before, after);
    }

    private static McpJson Of(McpJson item, string name) => item.TryGetProperty(name, out McpJson value) && value.Kind != JsonValueKind.Null ? value : default;
}
