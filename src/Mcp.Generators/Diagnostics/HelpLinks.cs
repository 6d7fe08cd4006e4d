using System;
using System.Linq;
using System.Reflection;

namespace Mcp.Generators.Diagnostics;

/// <summary>Where a diagnostic is explained. Known only to an assembly that was built with the repository's address.</summary>
internal static class HelpLinks
{
    private static readonly string? Repository = typeof(HelpLinks).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(static metadata => metadata.Key == "RepositoryUrl")?.Value;

    /// <summary>The page's address; null when the repository has none.</summary>
    public static string? Of(string id) => Repository is null ? null : $"{Repository}/blob/HEAD/{PageOf(id)}";

    /// <summary>The page's place in the repository: those about schema files share one.</summary>
    public static string PageOf(string id) => id.StartsWith("MCPG3", StringComparison.Ordinal) ? "docs/revisions.md" : $"docs/diagnostics/{id}.md";
}
