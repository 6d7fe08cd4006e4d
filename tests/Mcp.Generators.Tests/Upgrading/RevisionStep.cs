using System.Text;

namespace Mcp.Generators.Tests.Upgrading;

/// <summary>What changes from a revision to the next one, as the tables of docs/upgrading.md have it.</summary>
internal sealed class RevisionStep(string from, string to)
{
    private readonly RevisionMembers _old = RevisionMembers.Of(from);
    private readonly RevisionMembers _new = RevisionMembers.Of(to);

    public override string ToString()
    {
        var text = new StringBuilder($"### {from} → {to}\n");
        AddMethods(text);
        AddTypes(text, "added", Names(_new, _old));
        AddTypes(text, "removed", Names(_old, _new));
        AddMembers(text);
        return text.ToString();
    }

    private void AddMethods(StringBuilder text)
    {
        var rows = _old.Methods.Keys.Union(_new.Methods.Keys).Order(StringComparer.Ordinal)
            .Select(name => (Name: name, Old: _old.Methods.GetValueOrDefault(name), New: _new.Methods.GetValueOrDefault(name)))
            .Where(static row => row.Old != row.New)
            .Select(static row => row switch
            {
                { Old: null } => $"| `{row.Name}` | added | {row.New} |",
                { New: null } => $"| `{row.Name}` | removed | {row.Old} |",
                _ => $"| `{row.Name}` | changed | {row.Old}; now {row.New} |",
            })
            .ToList();
        AddTable(text, "| Method | | Sent by: params → result |\n| --- | --- | --- |", rows);
    }

    private void AddMembers(StringBuilder text)
    {
        var rows = from name in _old.Types.Keys.Intersect(_new.Types.Keys).Order(StringComparer.Ordinal)
                   let before = _old.Types[name]
                   let after = _new.Types[name]
                   let kind = before.Kind == after.Kind ? "" : $"was a {before.Kind}, is a {after.Kind}"
                   let added = after.Members.Where(member => !before.Members.ContainsKey(member.Key)).Select(Shown)
                   let removed = before.Members.Keys.Where(member => !after.Members.ContainsKey(member)).Select(static member => $"`{member}`")
                   let changed = before.Members.Where(member => after.Members.TryGetValue(member.Key, out var now) && now != member.Value)
                       .Select(member => $"`{member.Key}`: `{member.Value}`, now `{after.Members[member.Key]}`")
                   let cells = new[] { added, removed, kind.Length > 0 ? changed.Prepend(kind) : changed }.Select(static cell => string.Join("<br>", cell.Order(StringComparer.Ordinal))).ToArray()
                   where cells.Any(static cell => cell.Length > 0)
                   select $"| `{name}` | {string.Join(" | ", cells)} |";
        AddTable(text, "| Type | Members added | Removed | Changed |\n| --- | --- | --- | --- |", [.. rows]);
    }

    private static void AddTypes(StringBuilder text, string what, List<string> names)
    {
        if (names.Count > 0)
        {
            text.Append($"\nTypes {what}: {string.Join(", ", names.Select(static name => $"`{name}`"))}.\n");
        }
    }

    private static void AddTable(StringBuilder text, string head, List<string> rows)
    {
        if (rows.Count > 0)
        {
            text.Append($"\n{head}\n{string.Join('\n', rows)}\n");
        }
    }

    /// <summary>A member that must be set is said to be: who builds the type has to set it.</summary>
    private static string Shown(KeyValuePair<string, string> member)
        => member.Value.StartsWith("required", StringComparison.Ordinal) ? $"`{member.Key}` (required)" : member.Value == "case" ? $"case `{member.Key}`" : $"`{member.Key}`";

    private static List<string> Names(RevisionMembers of, RevisionMembers without)
        => [.. of.Types.Keys.Except(without.Types.Keys).Order(StringComparer.Ordinal)];
}
