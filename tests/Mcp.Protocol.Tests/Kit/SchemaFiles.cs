using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Mcp.Protocol.Tests.Kit;

/// <summary>The schemas that the types were generated from.</summary>
internal static class SchemaFiles
{
    private static readonly string Root = FindRoot();

    public static string[] Revisions { get; } = ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25", "2026-07-28"];

    /// <summary>The namespace of a revision.</summary>
    public static string Namespace(string revision) => "Mcp.V" + revision.Replace('-', '_');

    /// <summary>A revision's definitions, in whichever of the two dialects it is written.</summary>
    public static Dictionary<string, JsonElement> Definitions(string revision)
    {
        JsonElement schema = JsonDocument.Parse(File.ReadAllBytes(PathOf("schema", revision, "schema.json"))).RootElement;
        JsonElement definitions = schema.TryGetProperty("$defs", out JsonElement modern) ? modern : schema.GetProperty("definitions");
        return definitions.EnumerateObject().ToDictionary(static definition => definition.Name, static definition => definition.Value);
    }

    /// <summary>A file of the repository.</summary>
    public static string PathOf(params string[] path) => Path.Combine([Root, .. path]);

    private static string FindRoot([CallerFilePath] string here = "")
    {
        string folder = Path.GetDirectoryName(here)!;
        while (!File.Exists(Path.Combine(folder, "Mcp.Generated.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The repository's root was not found.");
        return folder;
    }
}
