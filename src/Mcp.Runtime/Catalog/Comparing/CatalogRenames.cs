namespace Mcp.Catalog;

/// <summary>Which of what is gone is still there under another name.</summary>
internal static class CatalogRenames
{
    /// <summary>From the old name to the new one; each is used once.</summary>
    public static Dictionary<string, string> Find(IReadOnlyList<CatalogItem> lost, IReadOnlyList<CatalogItem> gained)
    {
        var renames = new Dictionary<string, string>(StringComparer.Ordinal);
        Dictionary<McpJson, List<CatalogItem>> candidates = gained.GroupBy(static item => item.Shape).ToDictionary(static group => group.Key, static group => group.ToList());
        foreach (CatalogItem item in lost)
        {
            if (!candidates.TryGetValue(item.Shape, out List<CatalogItem>? same) || Choose(item, same) is not { } chosen)
                continue;
            renames[item.Key] = chosen.Key;
            same.Remove(chosen);
        }

        return renames;
    }

    private static CatalogItem? Choose(CatalogItem item, List<CatalogItem> candidates)
    {
        if (item.Description is { Length: > 0 } && candidates.Find(candidate => candidate.Description == item.Description) is { } described)
            return described;
        if (NearestName.Of(item.Key, candidates.Select(static candidate => candidate.Key)) is { } near)
            return candidates.Find(candidate => candidate.Key == near);
        // A shape that says nothing, like a tool without arguments, is everybody's.
        return candidates.Count == 1 && !item.Shape.IsUndefined ? candidates[0] : null;
    }
}
