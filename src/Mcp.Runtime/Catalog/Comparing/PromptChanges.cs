namespace Mcp.Catalog;

/// <summary>What a prompt's changes mean.</summary>
internal static class PromptChanges
{
    public static CatalogItem Item(McpPrompt prompt) =>
        new(prompt.Name, prompt.Raw, prompt.Arguments.Count > 0 && prompt.Raw.TryGetProperty("arguments", out McpJson arguments) ? arguments : default, prompt.Description);

    public static void Compare(ItemChanges prompt)
    {
        Dictionary<string, McpJson> was = Arguments(prompt.Old);
        Dictionary<string, McpJson> now = Arguments(prompt.New);
        foreach (string name in was.Keys.Union(now.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            if (!now.TryGetValue(name, out McpJson after))
                prompt.Report(McpCatalogChangeKind.Breaking, $"the argument '{name}' is removed{(NearestName.Of(name, now.Keys.Except(was.Keys)) is { } near ? $"; is it '{near}' now?" : "")}");
            else if (!was.TryGetValue(name, out McpJson before))
                prompt.Report(IsRequired(after) ? McpCatalogChangeKind.Breaking : McpCatalogChangeKind.Additive, $"the argument '{name}' is new{(IsRequired(after) ? " and required" : "")}");
            else
                CompareArgument(name, before, after, prompt.Report);
        }

        prompt.CompareOthers("arguments");
    }

    private static void CompareArgument(string name, McpJson old, McpJson @new, Action<McpCatalogChangeKind, string> report)
    {
        if (IsRequired(old) != IsRequired(@new))
            report(IsRequired(@new) ? McpCatalogChangeKind.Breaking : McpCatalogChangeKind.Additive, $"the argument '{name}' {(IsRequired(@new) ? "is required now" : "may be left out now")}");
        foreach ((string member, McpJson was, McpJson now) in ItemChanges.Differing(old, @new))
        {
            if (member != "required")
                report(McpCatalogChangeKind.Cosmetic, CatalogWords.Change($"the argument '{name}': '{member}'", was, now));
        }
    }

    private static bool IsRequired(McpJson argument) => Members.IsTrue(argument, "required"u8);

    // What has no name is no argument; of two with the same name a client fills in the first.
    private static Dictionary<string, McpJson> Arguments(McpJson prompt)
    {
        var arguments = new Dictionary<string, McpJson>(StringComparer.Ordinal);
        foreach (McpJson argument in prompt.TryGetProperty("arguments", out McpJson list) ? JsonSchema.Items(list) : [])
        {
            if (Members.Text(argument, "name"u8) is { } name)
                arguments.TryAdd(name, argument);
        }

        return arguments;
    }
}
