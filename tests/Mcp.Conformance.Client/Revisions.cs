namespace Mcp.Conformance.Client;

/// <summary>What the runner asks for.</summary>
internal static class Revisions
{
    /// <summary>Runners that name no revision are of the time of 2025-11-25.</summary>
    private const string Unsaid = "2025-11-25";

    /// <summary>The revision that was named, and the earlier ones of its era.</summary>
    public static IEnumerable<McpRevision> Of(string? named)
    {
        McpRevision newest = McpRevision.Known.SingleOrDefault(revision => revision.Date == (named ?? Unsaid))
            ?? throw new ArgumentException($"The runner asks for revision '{named}', which is none of {string.Join(", ", McpRevision.Known)}.", nameof(named));
        return McpRevision.Known
            .Where(revision => revision.Era == newest.Era && string.CompareOrdinal(revision.Date, newest.Date) <= 0)
            .OrderByDescending(revision => revision.Date, StringComparer.Ordinal);
    }
}
