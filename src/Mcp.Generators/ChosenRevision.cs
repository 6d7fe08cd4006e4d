using System.Collections.Generic;
using System.Linq;
using Mcp.Generators.Models;
using Mcp.Generators.Schema;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Mcp.Generators;

/// <summary>The revision that a project chooses by the MSBuild property <c>McpProtocolVersion</c>.</summary>
internal static class ChosenRevision
{
    /// <summary>The property's value; null when it is not set.</summary>
    public static string? Of(AnalyzerConfigOptionsProvider options)
        => options.GlobalOptions.TryGetValue("build_property.McpProtocolVersion", out var value) && value.Trim() is { Length: > 0 } date ? date : null;

    /// <summary>The revision with all that there are, when it is none of them; null when it is.</summary>
    public static UnknownRevision? WhenUnknown(string chosen, EquatableArray<string> own, Compilation compilation)
    {
        if (own.Contains(chosen) || compilation.GetTypeByMetadataName(Revisions.Namespace(chosen) + ".Protocol") is not null)
        {
            return null;
        }

        var known = Referenced(compilation).Concat(own).Distinct().OrderBy(static date => date, System.StringComparer.Ordinal);
        return new UnknownRevision(chosen, string.Join(", ", known));
    }

    private static IEnumerable<string> Referenced(Compilation compilation)
        => compilation.GlobalNamespace.GetNamespaceMembers().FirstOrDefault(static found => found.Name == "Mcp")?.GetNamespaceMembers()
            .Where(static found => found.GetTypeMembers("Protocol").Any())
            .Select(static found => found.Name.TrimStart('V').Replace('_', '-'))
            ?? Enumerable.Empty<string>();
}

/// <summary>A chosen revision that is not there.</summary>
/// <param name="Chosen">What the project says.</param>
/// <param name="Known">What it could say; empty when there is none.</param>
internal sealed record UnknownRevision(string Chosen, string Known);
