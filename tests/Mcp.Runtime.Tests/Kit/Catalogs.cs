namespace Mcp.Runtime.Tests.Kit;

/// <summary>Catalogs for tests: small ones written out, and the committed pins of real servers.</summary>
internal static class Catalogs
{
    public static IReadOnlyList<string> Pins { get; } = ["everything", "filesystem", "memory", "playwright", "sequential-thinking"];

    public static string PinText(string name) => File.ReadAllText(PathOf("tests", "Pins", name + ".mcp.json"));

    /// <summary>A catalog with these members set, and the others empty.</summary>
    public static McpCatalog Of(string members = "") => McpCatalog.Parse($$"""{"formatVersion":1,"revision":"2025-11-25","era":"stateful"{{(members.Length > 0 ? "," : "")}}{{members}}}""");

    public static McpCatalog OfTool(string tool) => Of($$"""
        "tools":[{{tool}}]
        """);

    /// <summary>A catalog of the one tool <c>t</c> with an input schema.</summary>
    public static McpCatalog OfInput(string schema) => OfTool($$"""{"name":"t","inputSchema":{{schema}}}""");

    /// <summary>A catalog of the one tool <c>t</c> with an output schema.</summary>
    public static McpCatalog OfOutput(string schema) => OfTool($$"""{"name":"t","inputSchema":{},"outputSchema":{{schema}}}""");

    /// <summary>The changes, one in a line.</summary>
    public static string[] Lines(McpCatalog old, McpCatalog @new) => [.. McpCatalog.Compare(old, @new).Changes.Select(change => change.ToString())];

    public static string PathOf(params string[] parts)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Mcp.Generated.sln")))
            root = root.Parent!;
        return Path.Combine([root.FullName, .. parts]);
    }
}
