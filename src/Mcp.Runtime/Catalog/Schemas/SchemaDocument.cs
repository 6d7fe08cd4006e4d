using System.Globalization;
using System.Text.Json;

namespace Mcp.Catalog;

/// <summary>A whole JSON Schema, of which single schemas are opened. Nothing here recurses along references, so that a long chain of them is no danger.</summary>
internal sealed class SchemaDocument(McpJson root)
{
    private readonly Dictionary<string, McpJson> _targets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyDictionary<string, McpJson>> _children = new(StringComparer.Ordinal);

    public McpJson Root => root;

    /// <summary>The schema together with all that its references and its <c>allOf</c> lead to. Of a keyword that is said twice the first counts.</summary>
    public SchemaNode Open(McpJson schema)
    {
        var node = new SchemaNode();
        var pending = new Queue<McpJson>([schema]);
        var followed = new HashSet<string>(StringComparer.Ordinal);
        while (pending.TryDequeue(out McpJson part))
        {
            node.TakesNothing |= part.Kind == JsonValueKind.False;
            foreach ((string keyword, McpJson value) in JsonSchema.Members(part))
            {
                if (keyword == "$ref" && value.Kind == JsonValueKind.String)
                    Follow(JsonSchema.Text(value), node, pending, followed);
                else if (keyword == "allOf" && value.Kind == JsonValueKind.Array)
                    JsonSchema.Items(value).ToList().ForEach(pending.Enqueue);
                else
                    node.Add(keyword, value);
            }
        }

        return node;
    }

    private void Follow(string reference, SchemaNode node, Queue<McpJson> pending, HashSet<string> followed)
    {
        node.HasReference = true;
        if (!followed.Add(reference))
            return;
        McpJson target = Find(reference);
        if (target.IsUndefined)
            node.Outside ??= reference;
        else
            pending.Enqueue(target);
    }

    /// <summary>What a local reference leads to; undefined when it leads out of the document or to nothing.</summary>
    private McpJson Find(string reference)
    {
        if (_targets.TryGetValue(reference, out McpJson found))
            return found;
        string[] steps = reference.Split('/');
        McpJson target = steps[0] == "#" ? root : default;
        string path = "#";
        foreach (string step in steps.Skip(1))
        {
            if (target.IsUndefined)
                break;
            string name = Uri.UnescapeDataString(step).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            target = Children(path, target).GetValueOrDefault(name);
            path += "/" + step;
        }

        return _targets[reference] = target;
    }

    // Kept, because a document of many definitions would else be read through once for each of its references.
    private IReadOnlyDictionary<string, McpJson> Children(string path, McpJson parent)
    {
        if (_children.TryGetValue(path, out IReadOnlyDictionary<string, McpJson>? children))
            return children;
        return _children[path] = parent.Kind == JsonValueKind.Array
            ? JsonSchema.Items(parent).Select(static (item, index) => (item, index)).ToDictionary(static entry => entry.index.ToString(CultureInfo.InvariantCulture), static entry => entry.item, StringComparer.Ordinal)
            : JsonSchema.Members(parent);
    }
}
