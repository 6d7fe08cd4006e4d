using System.Text;

namespace Mcp;

/// <summary>What a change of a server means for an app that was written against the older catalog.</summary>
public enum McpCatalogChangeKind
{
    /// <summary>Every call works as before and means the same: texts, icons, the server's version, limits on what a result may be.</summary>
    Cosmetic,

    /// <summary>Every call works as before, and there is something new to use.</summary>
    Additive,

    /// <summary>A call that was right may now be refused, its result may now be misread, or a promise that the app may act upon is withdrawn.</summary>
    Breaking,
}

/// <summary>One difference between two catalogs. Immutable.</summary>
/// <param name="Kind">What it means for an app that was written against the older catalog.</param>
/// <param name="Subject">What it is about: <c>tool 'forecast'</c>, <c>capability 'logging'</c>, <c>server</c>.</param>
/// <param name="Text">What differs, for people. The wording may change with any version of this library; <paramref name="Kind"/> and <paramref name="Subject"/> are for programs.</param>
public sealed record McpCatalogChange(McpCatalogChangeKind Kind, string Subject, string Text)
{
    /// <summary>The change as one line.</summary>
    public override string ToString()
    {
        string kind = Kind switch
        {
            McpCatalogChangeKind.Breaking => "breaking",
            McpCatalogChangeKind.Additive => "additive",
            _ => "cosmetic",
        };
        return $"{kind} {Subject}: {Text}";
    }
}

/// <summary>How two catalogs differ, as <see cref="McpCatalog.Compare"/> finds it. Immutable.</summary>
/// <param name="Changes">The differences: the breaking ones first, then the additive ones, then the cosmetic ones, each in the catalog's order; empty when the catalogs are equal.</param>
public sealed record McpCatalogChanges(IReadOnlyList<McpCatalogChange> Changes)
{
    /// <summary>Whether at least one change is <see cref="McpCatalogChangeKind.Breaking"/>.</summary>
    public bool IsBreaking => Changes.Any(static change => change.Kind == McpCatalogChangeKind.Breaking);

    /// <summary>The report for people: a line with the numbers, and one more for each change. The same two catalogs give the same text.</summary>
    public override string ToString()
    {
        if (Changes.Count == 0)
            return "no changes";
        var text = new StringBuilder($"{Count(McpCatalogChangeKind.Breaking)} breaking, {Count(McpCatalogChangeKind.Additive)} additive, {Count(McpCatalogChangeKind.Cosmetic)} cosmetic");
        foreach (McpCatalogChange change in Changes)
            text.Append("\n  ").Append(change);
        return text.ToString();
    }

    private int Count(McpCatalogChangeKind kind) => Changes.Count(change => change.Kind == kind);
}
