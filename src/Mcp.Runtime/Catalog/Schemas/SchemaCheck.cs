namespace Mcp.Catalog;

/// <summary>
/// Whether what one side sends is what the other side takes, both by their schemas. What a schema says in a way that is not compared
/// (<c>anyOf</c>, formats, limits) is taken as fitting: a check that cries wolf is switched off.
/// </summary>
internal sealed class SchemaCheck(string subject, string what, string sender, string receiver, bool isUnknownBreaking, List<McpContractFinding> findings)
{
    private const int MaxDepth = 16;

    private readonly HashSet<(string Sent, string Taken)> _seen = [];

    /// <summary>The contract's whole schema: its references lead into it.</summary>
    private McpJson _own;

    /// <param name="path">Where this is, from the whole; empty for the whole.</param>
    /// <param name="sent">The sender's schema.</param>
    /// <param name="taken">The receiver's schema.</param>
    /// <param name="root">The server's whole schema, which references lead into.</param>
    public void Check(string path, McpJson sent, McpJson taken, McpJson root)
    {
        _own = isUnknownBreaking ? sent : taken;
        Check(path, sent, taken, root, 0);
    }

    private void Check(string path, McpJson sent, McpJson taken, McpJson root, int depth)
    {
        // Types that hold themselves, on both sides: what is found of a pair was said where it was met first. It is never looked at again, since
        // a server can lead a type with several members of its own kind to more places than anyone can walk through.
        if (sent.TryGetProperty("$ref", out McpJson from) && taken.TryGetProperty("$ref", out McpJson to) && !_seen.Add((from.ToString(), to.ToString())))
            return;
        CheckResolved(path, JsonSchema.Resolve(sent, isUnknownBreaking ? _own : root), JsonSchema.Resolve(taken, isUnknownBreaking ? root : _own), root, depth);
    }

    private void CheckResolved(string path, McpJson sent, McpJson taken, McpJson root, int depth)
    {
        if (depth > MaxDepth || !TypesFit(path, sent, taken))
            return;
        CheckValues(path, sent, taken);
        CheckMembers(path, sent, taken, root, depth);
        if (sent.TryGetProperty("items", out McpJson sentItem) && taken.TryGetProperty("items", out McpJson takenItem))
            Check(path + "[]", sentItem, takenItem, root, depth + 1);
    }

    private bool TypesFit(string path, McpJson sent, McpJson taken)
    {
        IReadOnlyList<string> from = JsonSchema.Types(sent);
        IReadOnlyList<string> to = JsonSchema.Types(taken);
        if (from.Count == 0 || to.Count == 0)
            return true;
        // Null stands for what is left out here, which the required members decide.
        string? odd = JsonSchema.TypesOutside(from, to).FirstOrDefault(static type => type != "null");
        if (odd is null)
            return true;
        Add(true, $"{Name(path)} is {SchemaWords.Kind(odd)} from {sender}, and {receiver} takes {string.Join(" or ", to.Where(static type => type != "null").Select(SchemaWords.Kind))}");
        return false;
    }

    private void CheckValues(string path, McpJson sent, McpJson taken)
    {
        if (!sent.TryGetProperty("enum", out McpJson from) || !taken.TryGetProperty("enum", out McpJson to))
            return;
        IReadOnlyList<McpJson> known = JsonSchema.Items(to);
        McpJson[] odd = [.. JsonSchema.Items(from).Where(value => !known.Contains(value))];
        if (odd.Length > 0)
            Add(false, $"{Name(path)} may be {string.Join(", ", odd)} from {sender}, which {receiver} does not know");
    }

    private void CheckMembers(string path, McpJson sent, McpJson taken, McpJson root, int depth)
    {
        IReadOnlyDictionary<string, McpJson> from = JsonSchema.Properties(sent);
        IReadOnlyDictionary<string, McpJson> to = JsonSchema.Properties(taken);
        IReadOnlyList<string> always = JsonSchema.Required(sent);
        foreach (string name in JsonSchema.Required(taken))
        {
            if (!from.ContainsKey(name))
            {
                // Of what lists no members at all nothing is known.
                if (from.Count > 0 || (isUnknownBreaking && sent.TryGetProperty("properties", out _)))
                    Add(true, $"{receiver} requires {Name(SchemaWords.Join(path, name))}, and {sender} never sends it{Suggestion(name, from.Keys)}");
            }
            else if (!always.Contains(name))
            {
                Add(false, $"{receiver} requires {Name(SchemaWords.Join(path, name))}, and {sender} may leave it out");
            }
        }

        foreach ((string name, McpJson member) in from)
        {
            if (to.TryGetValue(name, out McpJson other))
                Check(SchemaWords.Join(path, name), member, other, root, depth + 1);
            else if (isUnknownBreaking && (to.Count > 0 || path.Length == 0) && !JsonSchema.IsOpen(taken))
                Add(true, $"{receiver} does not know {Name(SchemaWords.Join(path, name))}{Suggestion(name, to.Keys)}");
        }
    }

    private void Add(bool isBreaking, string text) => findings.Add(new McpContractFinding(isBreaking, subject, text));

    private string Name(string path) => path.Length == 0 ? $"the {what}" : SchemaWords.Name(what, path);

    private static string Suggestion(string name, IEnumerable<string> names) => NearestName.Of(name, names) is { } near ? $"; did you mean '{near}'?" : "";
}
