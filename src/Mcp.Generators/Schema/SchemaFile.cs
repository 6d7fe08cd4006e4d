namespace Mcp.Generators.Schema;

/// <summary>An additional file that the generator reads: its path and text.</summary>
internal sealed record SchemaFile(string Path, string Text)
{
    /// <summary>The revision by the folder's name: <c>schema/2025-03-26/schema.json</c>.</summary>
    public string Revision => System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(Path)) ?? "";

    public static bool IsSchema(string path) => Named(path, "schema.json");

    public static bool IsRules(string path) => Named(path, "protocol.json");

    public static bool IsProse(string path) => Named(path, "descriptions.json");

    private static bool Named(string path, string name) => System.IO.Path.GetFileName(path) == name;
}
