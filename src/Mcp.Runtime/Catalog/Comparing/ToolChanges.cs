using System.Text.Json;

namespace Mcp.Catalog;

/// <summary>What a tool's changes mean.</summary>
internal static class ToolChanges
{
    // What each hint promises when it has this value, and what it is taken for when the server does not say.
    private static readonly (string Hint, bool Promise, bool Default, string Text)[] Hints =
    [
        ("readOnlyHint", true, false, "that it changes nothing"),
        ("destructiveHint", false, true, "that it destroys nothing"),
        ("idempotentHint", true, false, "that it may be called again"),
        ("openWorldHint", false, true, "that it stays within a closed world"),
    ];

    public static CatalogItem Item(McpTool tool)
    {
        McpJson input = Part(tool.Raw, "inputSchema");
        McpJson output = Part(tool.Raw, "outputSchema");
        bool tells = JsonSchema.Properties(input).Count > 0 || output.Kind == JsonValueKind.Object;
        return new CatalogItem(tool.Name, tool.Raw, tells ? McpJson.EmptyObject.With("input", input).With("output", output) : default, tool.Description);
    }

    public static void Compare(ItemChanges tool)
    {
        (McpJson oldInput, McpJson newInput) = tool.Member("inputSchema");
        new SchemaComparison(SchemaUse.Argument, oldInput, newInput, tool.Report).Run();
        (McpJson oldOutput, McpJson newOutput) = tool.Member("outputSchema");
        if (oldOutput.IsUndefined != newOutput.IsUndefined)
            tool.Report(newOutput.IsUndefined ? McpCatalogChangeKind.Breaking : McpCatalogChangeKind.Additive, newOutput.IsUndefined ? "it tells no schema of its result any more" : "it tells a schema of its result now");
        else if (!oldOutput.IsUndefined)
            new SchemaComparison(SchemaUse.Result, oldOutput, newOutput, tool.Report).Run();
        CompareHints(tool);
        CompareTasks(tool);
        tool.CompareOthers("inputSchema", "outputSchema", "annotations", "execution");
    }

    /// <summary>
    /// Apps act upon hints: they let a tool run unattended that only reads, and repeat a call that may be repeated. So a promise that is
    /// withdrawn breaks such an app although every call is taken as before.
    /// </summary>
    private static void CompareHints(ItemChanges tool)
    {
        (McpJson old, McpJson @new) = tool.Member("annotations");
        bool wasReadOnly = Holds(old, "readOnlyHint", true, false);
        bool isReadOnly = Holds(@new, "readOnlyHint", true, false);
        foreach ((string hint, bool promise, bool unsaid, string text) in Hints)
        {
            // A tool that only reads destroys nothing and may be called again, whatever else it says.
            bool follows = hint is "destructiveHint" or "idempotentHint";
            bool was = Holds(old, hint, promise, unsaid) || (follows && wasReadOnly);
            bool isNow = Holds(@new, hint, promise, unsaid) || (follows && isReadOnly);
            if (was != isNow)
                tool.Report(isNow ? McpCatalogChangeKind.Additive : McpCatalogChangeKind.Breaking, isNow ? $"it promises {text} now ('{hint}')" : $"it does not promise any more {text} ('{hint}')");
        }

        foreach ((string member, McpJson was, McpJson now) in ItemChanges.Differing(old, @new))
        {
            if (!Array.Exists(Hints, hint => hint.Hint == member))
                tool.Report(McpCatalogChangeKind.Cosmetic, CatalogWords.Change($"its annotation '{member}'", was, now));
        }
    }

    private static bool Holds(McpJson annotations, string hint, bool promise, bool unsaid)
    {
        bool says = annotations.TryGetProperty(hint, out McpJson value) && value.Kind is JsonValueKind.True or JsonValueKind.False;
        return (says ? value.Kind == JsonValueKind.True : unsaid) == promise;
    }

    private static void CompareTasks(ItemChanges tool)
    {
        (McpJson old, McpJson @new) = tool.Member("execution");
        (bool Plain, bool Task) was = Ways(old);
        (bool Plain, bool Task) now = Ways(@new);
        foreach ((bool before, bool after, string way) in new[] { (was.Plain, now.Plain, "without a task"), (was.Task, now.Task, "as a task") })
        {
            if (before != after)
                tool.Report(after ? McpCatalogChangeKind.Additive : McpCatalogChangeKind.Breaking, $"it may {(after ? $"be called {way} now" : $"no longer be called {way}")}");
        }

        foreach ((string member, McpJson before, McpJson after) in ItemChanges.Differing(old, @new))
        {
            if (member != "taskSupport")
                tool.Report(McpCatalogChangeKind.Cosmetic, CatalogWords.Change($"its execution '{member}'", before, after));
        }
    }

    private static (bool Plain, bool Task) Ways(McpJson execution) => Members.Text(execution, "taskSupport"u8) switch
    {
        "required" => (false, true),
        "optional" => (true, true),
        _ => (true, false),
    };

    private static McpJson Part(McpJson tool, string name) => tool.TryGetProperty(name, out McpJson value) ? value : McpJson.Null;
}
