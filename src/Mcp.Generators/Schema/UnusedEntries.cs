using System.Collections.Generic;
using System.Linq;
using Mcp.Generators.Diagnostics;
using Mcp.Generators.Models;

namespace Mcp.Generators.Schema;

/// <summary>
/// Entries of a project's own protocol.json and descriptions.json that match nothing. An entry that the protocol's own files have is
/// never among them, so that taking a revision away leaves the rest building; nor is any while a schema has an error.
/// </summary>
internal static class UnusedEntries
{
    public static IEnumerable<DiagnosticInfo> Find(IReadOnlyCollection<SideFileEntry> entries, IReadOnlyCollection<ProtocolModel> revisions)
    {
        if (entries.Count == 0)
        {
            return Enumerable.Empty<DiagnosticInfo>();
        }

        var known = new HashSet<(string Section, string Name)>(revisions.SelectMany(Names));
        return entries
            .Where(entry => !known.Contains((entry.Section, entry.Name)))
            .Select(static entry => new DiagnosticInfo(DiagnosticIds.UnusedEntry, entry.Path, entry.Position, new EquatableArray<string>(new[] { entry.Name })));
    }

    private static IEnumerable<(string Section, string Name)> Names(ProtocolModel revision)
    {
        foreach (var method in revision.Revision.Methods)
        {
            yield return ("methods", method.JsonName);
            yield return ("", "method:" + method.JsonName);
        }

        foreach (var type in revision.Types)
        {
            yield return ("resultTypes", type.Name);
            yield return ("", type.Name);
            foreach (var member in Members(type))
            {
                yield return ("missingMeans", member);
                yield return ("", type.Name + "." + member);
            }
        }
    }

    private static IEnumerable<string> Members(TypeModel type) => type switch
    {
        ObjectModel model => model.Properties.Select(static property => property.JsonName),
        EnumModel model => model.Values.Select(static value => value.Text),
        _ => Enumerable.Empty<string>(),
    };
}
