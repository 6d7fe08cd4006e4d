using System.Text.Json;

namespace Mcp.Architecture.Schemas;

/// <summary>The files under schema/.</summary>
internal static class SchemaFolder
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static IReadOnlyList<string> Revisions { get; } =
        [.. Directory.EnumerateDirectories(Repository.PathOf("schema")).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    public static JsonElement Schema(string revision) => Read(revision, "schema.json");

    public static JsonElement Read(params string[] path) =>
        JsonDocument.Parse(File.ReadAllBytes(Repository.PathOf(["schema", .. path])), Strict).RootElement;

    /// <summary>A schema's named definitions, in whichever of the two dialects it is written.</summary>
    public static IEnumerable<JsonProperty> Definitions(JsonElement schema) =>
        (schema.TryGetProperty("$defs", out var modern) ? modern : schema.GetProperty("definitions")).EnumerateObject();

    /// <summary>Walks members by name and gives null when one of them is missing.</summary>
    public static JsonElement? At(this JsonElement element, params string[] path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out var next))
            {
                return null;
            }

            element = next;
        }

        return element;
    }

    public static IEnumerable<string> Strings(this JsonElement array) => array.EnumerateArray().Select(item => item.GetString()!);
}
