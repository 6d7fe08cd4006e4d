using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mcp.Runtime.Tests.Kit;

/// <summary>Whether a value fits a schema, for the few keywords of <see cref="RandomSchemas"/>. What is malformed says nothing.</summary>
internal static class TinyValidator
{
    public static bool Accepts(JsonNode root, JsonNode? value) => Accepts(root, root, value, []);

    private static bool Accepts(JsonNode root, JsonNode? schema, JsonNode? value, string[] followed)
    {
        if (schema is JsonValue truth && truth.GetValueKind() == JsonValueKind.False)
            return false;
        if (schema is not JsonObject keywords)
            return true;
        bool Fits(JsonNode? part, JsonNode? of) => Accepts(root, part, of, ReferenceEquals(of, value) ? followed : []);
        // A reference that leads back to itself on the same value says nothing more the second time.
        if (keywords["$ref"] is JsonValue reference && reference.GetValueKind() == JsonValueKind.String && reference.GetValue<string>() is var name && !followed.Contains(name)
            && Target(root, name) is { } target && !Accepts(root, target, value, [.. followed, name]))
            return false;
        if (keywords["type"] is { } type && !TypeFits(type, value))
            return false;
        if (keywords["enum"] is JsonArray list && !list.Any(item => JsonNode.DeepEquals(item, value)))
            return false;
        if (keywords.ContainsKey("const") && !JsonNode.DeepEquals(keywords["const"], value))
            return false;
        if (keywords["anyOf"] is JsonArray { Count: > 0 } any && !any.Any(part => Fits(part, value)))
            return false;
        if (keywords["allOf"] is JsonArray all && !all.All(part => Fits(part, value)))
            return false;
        if (value is JsonArray items && keywords["items"] is { } item1 && !items.All(item => Fits(item1, item)))
            return false;
        return value is not JsonObject members
            || ((keywords["properties"] as JsonObject ?? []).All(member => !members.ContainsKey(member.Key) || Fits(member.Value, members[member.Key]))
                && (keywords["required"] as JsonArray ?? []).All(member => member?.GetValueKind() != JsonValueKind.String || members.ContainsKey(member.GetValue<string>())));
    }

    private static JsonNode? Target(JsonNode root, string reference) => reference is "#/$defs/A" or "#/$defs/B" ? (root["$defs"] as JsonObject)?[reference[^1..]] : null;

    private static bool TypeFits(JsonNode type, JsonNode? value)
    {
        string[] types = type is JsonArray list
            ? [.. list.Where(item => item?.GetValueKind() == JsonValueKind.String).Select(item => item!.GetValue<string>())]
            : type.GetValueKind() == JsonValueKind.String ? [type.GetValue<string>()] : [];
        return types.Length == 0 || types.Any(name => name == (value is null ? "null" : value.GetValueKind() switch
        {
            JsonValueKind.Object => "object",
            JsonValueKind.Array => "array",
            JsonValueKind.String => "string",
            JsonValueKind.Number => name is "integer" && !value.ToJsonString().Contains('.') ? "integer" : "number",
            _ => "boolean",
        }));
    }
}
