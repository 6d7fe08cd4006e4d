namespace Mcp.Catalog;

/// <summary>Keeps back requests that revision 2026-07-28 no longer has: told here, the error can say what to do instead.</summary>
internal static class StatefulOnly
{
    /// <exception cref="McpUnsupportedException">The caller speaks a stateless revision.</exception>
    public static void Check(McpCaller caller, string method, string instead)
    {
        if (caller.Revision is { Era: McpEra.Stateless } revision)
            throw new McpUnsupportedException(method, $"revision {revision.Date} does not have it. {instead}");
    }
}
