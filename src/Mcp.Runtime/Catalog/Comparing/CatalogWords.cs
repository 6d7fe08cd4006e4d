using System.Text.Json;

namespace Mcp.Catalog;

/// <summary>How a report of changes names values: as much of them as a line can hold.</summary>
internal static class CatalogWords
{
    private const int MaxLength = 40;

    /// <summary>A value as JSON, cut when it is long.</summary>
    public static string Short(McpJson value)
    {
        string text = value.Kind == JsonValueKind.String ? McpJson.FromString(Shown(JsonSchema.Text(value))).ToString() : value.Kind is JsonValueKind.Object or JsonValueKind.Array ? "…" : value.ToString();
        return text.Length <= MaxLength ? text : text[..MaxLength] + "…";
    }

    /// <summary>What became of a value; both sides are named when they are short.</summary>
    public static string Change(string what, McpJson old, McpJson @new)
    {
        if (old.IsUndefined)
            return $"{what} is new{(IsShort(@new) ? $", {Short(@new)}" : "")}";
        if (@new.IsUndefined)
            return $"{what} is removed";
        return IsShort(old) && IsShort(@new) ? $"{what} is {Short(@new)} now, and was {Short(old)}" : $"{what} is another";
    }

    private static bool IsShort(McpJson value) => value.Kind is not (JsonValueKind.Object or JsonValueKind.Array) && value.Utf8.Length <= MaxLength;

    // Halves of surrogate pairs are no text that can be written.
    private static string Shown(string text)
    {
        string cut = text.Length <= MaxLength ? text : text[..MaxLength];
        return string.Concat(cut.EnumerateRunes());
    }
}
