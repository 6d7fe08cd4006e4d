using System.Text.Json;

namespace Mcp.Catalog;

/// <summary>The members of objects and the items of lists.</summary>
internal sealed partial class SchemaComparison
{
    private void CompareMembers(string path, SchemaNode from, SchemaNode to, int depth)
    {
        string[] lost = [.. Missing(from, to)];
        string[] gained = [.. Missing(to, from)];
        foreach (string name in lost)
            report(McpCatalogChangeKind.Breaking, $"{Name(SchemaWords.Join(path, name))} is removed{(NearestName.Of(name, gained) is { } near ? $"; is it '{near}' now?" : "")}");
        foreach (string name in gained)
            CompareNewMember(SchemaWords.Join(path, name), to.Required.Contains(name));
        foreach (string name in from.Properties.Keys.Where(to.Properties.ContainsKey).Order(StringComparer.Ordinal))
            Compare(SchemaWords.Join(path, name), from.Properties[name], to.Properties[name], null, depth + 1);
        foreach (string name in from.Required.Union(to.Required, StringComparer.Ordinal).Except(lost).Except(gained).Order(StringComparer.Ordinal))
            CompareRequired(SchemaWords.Join(path, name), from.Required.Contains(name), to.Required.Contains(name));
        CompareOtherMembers(path, from, to, depth);
    }

    private static IEnumerable<string> Missing(SchemaNode here, SchemaNode there) => here.Properties.Keys.Where(name => !there.Properties.ContainsKey(name)).Order(StringComparer.Ordinal);

    private void CompareNewMember(string path, bool isRequired)
    {
        bool isBreaking = isRequired && use == SchemaUse.Argument;
        report(isBreaking ? McpCatalogChangeKind.Breaking : McpCatalogChangeKind.Additive, $"{Name(path)} is new{(isBreaking ? " and required" : "")}");
    }

    private void CompareRequired(string path, bool was, bool isNow)
    {
        if (was == isNow)
            return;
        string text = use == SchemaUse.Argument ? isNow ? "is required now" : "may be left out now" : isNow ? "is always there now" : "may be missing now";
        Add(isNow ? SchemaEffect.Narrowed : SchemaEffect.Widened, $"{Name(path)} {text}");
    }

    /// <summary>Members that are not named: anything, nothing, or values of one schema.</summary>
    private void CompareOtherMembers(string path, SchemaNode from, SchemaNode to, int depth)
    {
        if (!from.Keywords.ContainsKey("additionalProperties") && !to.Keywords.ContainsKey("additionalProperties"))
            return;
        McpJson old = Others(from);
        McpJson @new = Others(to);
        bool wasClosed = old.Kind == JsonValueKind.False;
        bool isClosed = @new.Kind == JsonValueKind.False;
        if (wasClosed && isClosed)
            return;
        if (!wasClosed && !isClosed)
        {
            Compare(SchemaWords.Join(path, "*"), old, @new, null, depth + 1);
            return;
        }

        string text = $"{Name(path)} may have {(isClosed ? "no" : "any")} members {(isClosed ? "beside the named ones any more" : "beside the named ones now")}";
        bool wasMeant = isClosed ? IsMeant(old, from, path) : IsMeant(@new, to, path);
        report(!wasMeant ? McpCatalogChangeKind.Cosmetic : isClosed ? McpCatalogChangeKind.Breaking : McpCatalogChangeKind.Additive, text);
    }

    /// <summary>
    /// Whether members that are not named are there to be used: their schema is told, or no member is named at all. What a schema leaves
    /// open only because it does not say, nobody sends or reads.
    /// </summary>
    private bool IsMeant(McpJson others, SchemaNode node, string path) =>
        others != McpJson.EmptyObject || (!node.HasProperties && (path.Length > 0 || use == SchemaUse.Result));

    private static McpJson Others(SchemaNode node)
    {
        McpJson others = node.Keywords.GetValueOrDefault("additionalProperties");
        return others.Kind is JsonValueKind.Object or JsonValueKind.False ? others : McpJson.EmptyObject;
    }

    private void CompareItems(string path, SchemaNode from, SchemaNode to, int depth)
    {
        McpJson old = from.Keywords.GetValueOrDefault("items");
        McpJson @new = to.Keywords.GetValueOrDefault("items");
        if (old.IsUndefined && @new.IsUndefined)
            return;
        if (old.Kind != JsonValueKind.Array && @new.Kind != JsonValueKind.Array)
            Compare(path + "[]", old.IsUndefined ? McpJson.EmptyObject : old, @new.IsUndefined ? McpJson.EmptyObject : @new, null, depth + 1);
        else if (old != @new)
            Add(SchemaEffect.Replaced, $"{Name(path)} has other items at their places");
    }
}
