using System.Text.Json;

namespace Mcp.Catalog;

/// <summary>Two catalogs → changes. A pure decision: both are at hand. What is not looked into is told as cosmetic when it differs, so that nothing is passed over in silence.</summary>
internal sealed class CatalogComparison(McpCatalog old, McpCatalog @new)
{
    private readonly List<McpCatalogChange> _changes = [];

    public McpCatalogChanges Run()
    {
        CompareRevision();
        CompareServer();
        CompareCapabilities("", old.Capabilities.Raw, @new.Capabilities.Raw);
        if (old.Instructions != @new.Instructions)
            Add(McpCatalogChangeKind.Cosmetic, "instructions", old.Instructions is null ? "the server gives some now" : @new.Instructions is null ? "the server gives none any more" : "they are others");
        CompareItems("tool", "schemas", [.. old.Tools.Select(ToolChanges.Item)], [.. @new.Tools.Select(ToolChanges.Item)], ToolChanges.Compare);
        CompareItems("prompt", "arguments", [.. old.Prompts.Select(PromptChanges.Item)], [.. @new.Prompts.Select(PromptChanges.Item)], PromptChanges.Compare);
        CompareItems("resource", "name", [.. old.Resources.Select(ResourceChanges.Item)], [.. @new.Resources.Select(ResourceChanges.Item)], ResourceChanges.Compare);
        CompareItems("template", "name", [.. old.ResourceTemplates.Select(ResourceChanges.Item)], [.. @new.ResourceTemplates.Select(ResourceChanges.Item)], ResourceChanges.Compare);
        if (_changes.Count == 0 && !old.Equals(@new))
            Add(McpCatalogChangeKind.Cosmetic, "catalog", "it is written in another way");
        return new McpCatalogChanges([.. _changes.OrderByDescending(static change => change.Kind)]);
    }

    private void CompareRevision()
    {
        if (old.Revision.Equals(@new.Revision) && old.Revision.Era == @new.Revision.Era)
            return;
        // A server that speaks a later revision speaks the earlier ones of its era as well, or says so when a client connects; what an
        // earlier one lacks, and what another era does in another way, an app may rely on.
        bool isLater = string.CompareOrdinal(@new.Revision.Date, old.Revision.Date) > 0;
        bool isSameEra = old.Revision.Era == @new.Revision.Era;
        Add(isLater && isSameEra ? McpCatalogChangeKind.Additive : McpCatalogChangeKind.Breaking, "revision", $"it is {Of(@new.Revision, isSameEra)} now, and was {Of(old.Revision, isSameEra)}");
    }

    private static string Of(McpRevision revision, bool isSameEra) => isSameEra ? revision.Date : $"{revision.Date} ({(revision.Era == McpEra.Stateless ? "stateless" : "stateful")})";

    private void CompareServer()
    {
        foreach ((string member, McpJson was, McpJson now) in ItemChanges.Differing(old.Server.Raw, @new.Server.Raw))
            Add(McpCatalogChangeKind.Cosmetic, "server", CatalogWords.Change($"'{member}'", was, now));
    }

    /// <summary>What is an object, or <c>true</c>, is declared; anything else is not.</summary>
    private void CompareCapabilities(string path, McpJson was, McpJson now)
    {
        foreach ((string member, McpJson before, McpJson after) in ItemChanges.Differing(was, now))
        {
            string name = path + member;
            if (IsDeclared(before) != IsDeclared(after))
                Add(IsDeclared(after) ? McpCatalogChangeKind.Additive : McpCatalogChangeKind.Breaking, $"capability '{name}'", IsDeclared(after) ? "it is new" : "it is removed");
            else if (before.Kind == JsonValueKind.Object && after.Kind == JsonValueKind.Object)
                CompareCapabilities(name + ".", before, after);
            else
                Add(McpCatalogChangeKind.Cosmetic, $"capability '{name}'", CatalogWords.Change("its value", before, after));
        }
    }

    private static bool IsDeclared(McpJson value) => value.Kind is JsonValueKind.Object or JsonValueKind.True;

    private void CompareItems(string kind, string same, CatalogItem[] before, CatalogItem[] after, Action<ItemChanges> compare)
    {
        ILookup<string, CatalogItem> was = before.ToLookup(static item => item.Key, StringComparer.Ordinal);
        ILookup<string, CatalogItem> now = after.ToLookup(static item => item.Key, StringComparer.Ordinal);
        CatalogItem[] lost = [.. was.Where(group => !now.Contains(group.Key)).Select(static group => group.First())];
        CatalogItem[] gained = [.. now.Where(group => !was.Contains(group.Key)).Select(static group => group.First())];
        Dictionary<string, string> renames = CatalogRenames.Find(lost, gained);
        Dictionary<string, string> origins = renames.ToDictionary(static rename => rename.Value, static rename => rename.Key, StringComparer.Ordinal);
        foreach (string key in was.Select(static group => group.Key).Union(now.Select(static group => group.Key), StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            string subject = $"{kind} '{key}'";
            if (!now.Contains(key))
                Add(McpCatalogChangeKind.Breaking, subject, renames.TryGetValue(key, out string? next) ? $"it is removed; is it '{next}' now, which has the same {same}?" : "it is removed");
            else if (!was.Contains(key))
                Add(McpCatalogChangeKind.Additive, subject, origins.TryGetValue(key, out string? last) ? $"it is new, with the {same} that '{last}' had" : "it is new");
            else
                CompareItem(subject, [.. was[key]], [.. now[key]], compare);
        }
    }

    // Of items of the same name, which no server should have, a client finds the first.
    private void CompareItem(string subject, CatalogItem[] was, CatalogItem[] now, Action<ItemChanges> compare)
    {
        int before = _changes.Count;
        compare(new ItemChanges(was[0].Raw, now[0].Raw, (kind, text) => Add(kind, subject, text)));
        if (was.Length != now.Length)
            Add(McpCatalogChangeKind.Cosmetic, subject, $"it is listed {now.Length} times, and was {was.Length} times");
        else if (_changes.Count == before && !was.Select(static item => item.Raw).SequenceEqual(now.Select(static item => item.Raw)))
            Add(McpCatalogChangeKind.Cosmetic, subject, "it is written in another way");
    }

    private void Add(McpCatalogChangeKind kind, string subject, string text) => _changes.Add(new McpCatalogChange(kind, subject, text));
}
