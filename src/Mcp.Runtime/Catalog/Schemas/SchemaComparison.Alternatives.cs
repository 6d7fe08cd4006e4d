namespace Mcp.Catalog;

/// <summary>Values that may have one of several forms (<c>anyOf</c>, <c>oneOf</c>, a list of types), which servers write in several ways.</summary>
internal sealed partial class SchemaComparison
{
    /// <summary>Whether the alternatives are all that the schemas say, so that the comparison is done.</summary>
    private bool CompareAlternatives(string path, (McpJson Schema, SchemaNode Node) from, (McpJson Schema, SchemaNode Node) to, int depth)
    {
        IReadOnlyList<McpJson> old = from.Node.Alternatives;
        IReadOnlyList<McpJson> @new = to.Node.Alternatives;
        if (old.Count == 0 && @new.Count == 0)
            return false;
        if (old.Count > 0 && @new.Count > 0)
        {
            Pair(path, Forms(_old, old), Forms(_new, @new), depth);
            return false;
        }

        SchemaNode chosen = old.Count > 0 ? from.Node : to.Node;
        SchemaNode plain = old.Count > 0 ? to.Node : from.Node;
        if (chosen.IsOpen && plain.Types.Count > 0)
        {
            Pair(path, Forms(_old, old.Count > 0 ? old : [from.Schema]), Forms(_new, @new.Count > 0 ? @new : [to.Schema]), depth);
            return true;
        }

        Add(old.Count == 0 ? SchemaEffect.Narrowed : SchemaEffect.Widened, $"{Name(path)} {(old.Count == 0 ? "has to be one of several forms now" : "need not be one of several forms any more")}");
        return false;
    }

    private void Pair(string path, List<Form> old, List<Form> @new, int depth)
    {
        foreach (Func<Form, string> key in new Func<Form, string>[] { static form => form.Text, static form => $"{form.Type} {form.Mark}", static form => form.Family })
            PairBy(key, path, old, @new, depth);
        foreach (Form form in old)
            Add(SchemaEffect.Narrowed, $"{Name(path)} may no longer be {form}");
        foreach (Form form in @new)
            Add(SchemaEffect.Widened, $"{Name(path)} may be {form} as well");
    }

    /// <summary>Compares the forms that have the same key, each with one, and takes them out.</summary>
    private void PairBy(Func<Form, string> key, string path, List<Form> old, List<Form> @new, int depth)
    {
        var waiting = @new.GroupBy(key, StringComparer.Ordinal).ToDictionary(static group => group.Key, static group => new Queue<Form>(group), StringComparer.Ordinal);
        var paired = new HashSet<Form>(ReferenceEqualityComparer.Instance);
        foreach (Form form in old)
        {
            if (!waiting.TryGetValue(key(form), out Queue<Form>? same) || !same.TryDequeue(out Form? other))
                continue;
            paired.Add(form);
            paired.Add(other);
            Compare(path, form.Schema, other.Schema, form.Type == other.Type ? form.Type : null, depth + 1);
        }

        old.RemoveAll(paired.Contains);
        @new.RemoveAll(paired.Contains);
    }

    /// <summary>A form for each type of each schema.</summary>
    private static List<Form> Forms(SchemaDocument document, IReadOnlyList<McpJson> schemas) =>
    [
        .. from schema in schemas
           let node = document.Open(schema)
           from type in node.Types.DefaultIfEmpty(null)
           select new Form(schema, type, MarkOf(document, node)),
    ];

    /// <summary>What tells an object from the others: its members of one value.</summary>
    private static string MarkOf(SchemaDocument document, SchemaNode node) => string.Join(
        ", ",
        from member in node.Properties.OrderBy(static member => member.Key, StringComparer.Ordinal)
        let values = document.Open(member.Value).Values
        where values is { Count: 1 }
        select $"'{member.Key}' {CatalogWords.Short(values.First())}");

    private sealed record Form(McpJson Schema, string? Type, string Mark)
    {
        public string Text { get; } = $"{Type} {Schema}";

        /// <summary>What may be compared with it at all.</summary>
        public string Family => Type == "integer" ? "number" : Type ?? "";

        public override string ToString() => (Type is null ? "what another schema says" : SchemaWords.Kind(Type)) + (Mark.Length > 0 ? $" with {Mark}" : "");
    }
}
