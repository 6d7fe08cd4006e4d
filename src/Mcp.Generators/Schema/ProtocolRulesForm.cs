using System.Collections.Generic;
using System.Linq;
using Mcp.Generators.Json;

namespace Mcp.Generators.Schema;

/// <summary>The members that a protocol.json may have (<c>schema/protocol.schema.json</c>). A misspelled one would be a rule that is silently not there.</summary>
internal static class ProtocolRulesForm
{
    /// <summary>Those whose entries are names of the protocol.</summary>
    public static readonly string[] Sections = { "methods", "resultTypes", "missingMeans" };

    private static readonly HashSet<string> Others = new() { "$schema", "otherResultType", "severityOrder", "addMeta", "errorCodes", "deprecated" };

    private static readonly HashSet<string> RowMembers = new() { "retry", "runtimeOwned", "nameMember", "capability", "declaredBy", "finerCapabilities", "cacheKey" };

    /// <summary>What is not understood: the names, or the values, with their places.</summary>
    public static IEnumerable<(string Text, TextPosition Position)> Unknown(JsonNode root)
    {
        if (root.Kind != JsonKind.Object)
        {
            return new[] { ("(the rules must be an object)", root.Position) };
        }

        return root.Members.SelectMany(static section => section.Name switch
        {
            "methods" => section.Value.Members.SelectMany(static row => UnknownInRow(row.Value)),
            "resultTypes" or "missingMeans" => Enumerable.Empty<(string, TextPosition)>(),
            _ when Others.Contains(section.Name) => Enumerable.Empty<(string, TextPosition)>(),
            _ => new[] { (section.Name, section.Position) },
        });
    }

    private static IEnumerable<(string Text, TextPosition Position)> UnknownInRow(JsonNode row)
    {
        foreach (var member in row.Members)
        {
            if (!RowMembers.Contains(member.Name))
            {
                yield return (member.Name, member.Position);
            }
            else if (member.Name == "retry" && member.Value.Text is not ("safe" or "replayed" or "never"))
            {
                yield return ("retry: " + member.Value.Text, member.Value.Position);
            }
        }
    }
}
