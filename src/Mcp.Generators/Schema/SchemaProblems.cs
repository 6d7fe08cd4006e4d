using System.Collections.Generic;
using System.Linq;
using Mcp.Generators.Models;

namespace Mcp.Generators.Schema;

/// <summary>All that is wrong with the files, in one list.</summary>
internal static class SchemaProblems
{
    public static EquatableArray<DiagnosticInfo> Of(
        IReadOnlyCollection<SchemaReading> schemas, IReadOnlyCollection<Binding> bindings, RulesReading rules, Prose prose)
    {
        if (schemas.Count == 0)
        {
            // Without a revision, files of these names are somebody else's.
            return EquatableArray<DiagnosticInfo>.Empty;
        }

        var isWhole = schemas.All(static schema => schema.Document is not null) && bindings.All(static binding => binding.Protocol is not null);
        return schemas.SelectMany(static schema => schema.Errors)
            .Concat(bindings.SelectMany(static binding => binding.Errors))
            .Concat(rules.Errors)
            .Concat(prose.Errors)
            .Concat(isWhole
                ? UnusedEntries.Find(rules.Entries.Concat(prose.Entries).ToList(), bindings.Select(static binding => binding.Protocol!).ToList())
                : Enumerable.Empty<DiagnosticInfo>())
            .ToEquatable();
    }
}
