namespace Mcp.Catalog;

/// <summary>The references of one schema, each followed once: a list has the same one for each of its items.</summary>
internal sealed class SchemaReferences(McpJson root)
{
    private readonly Dictionary<string, McpJson> _targets = new(StringComparer.Ordinal);

    /// <summary>The schema that a schema's reference leads to.</summary>
    /// <param name="reference">The reference itself.</param>
    /// <param name="schema">The schema that has it.</param>
    /// <param name="isNew">Whether it had to be looked for, all through the document.</param>
    public McpJson Resolve(McpJson reference, McpJson schema, out bool isNew)
    {
        string text = reference.ToString();
        isNew = !_targets.TryGetValue(text, out McpJson target);
        if (isNew)
            _targets[text] = target = JsonSchema.Resolve(schema, root);
        return target;
    }
}
