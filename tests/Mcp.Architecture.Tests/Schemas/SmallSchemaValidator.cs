using System.Text.Json;
using System.Text.RegularExpressions;

namespace Mcp.Architecture.Schemas;

/// <summary>Validates JSON against the keywords that protocol.schema.json uses, and refuses a schema that uses others.</summary>
internal static class SmallSchemaValidator
{
    private static readonly string[] Annotations = ["$schema", "title", "description", "$defs"];

    public static IReadOnlyList<string> Check(JsonElement schema, JsonElement value) => [.. Check(schema, schema, value, "")];

    private static IEnumerable<string> Check(JsonElement root, JsonElement schema, JsonElement value, string path) =>
        schema.EnumerateObject().Where(keyword => !Annotations.Contains(keyword.Name)).SelectMany(keyword => keyword.Name switch
        {
            "$ref" => Check(root, root.GetProperty("$defs").GetProperty(keyword.Value.GetString()!.Split('/')[^1]), value, path),
            "type" => Unless(HasType(keyword.Value, value), $"{path}: {value.ValueKind} instead of {keyword.Value}"),
            "enum" => Unless(keyword.Value.EnumerateArray().Any(allowed => JsonElement.DeepEquals(allowed, value)), $"{path}: {value} is none of {keyword.Value}"),
            "pattern" => Unless(Regex.IsMatch(value.GetString()!, keyword.Value.GetString()!), $"{path}: {value} does not fit {keyword.Value}"),
            "required" => keyword.Value.Strings().Where(name => value.At(name) is null).Select(name => $"{path}: {name} is missing"),
            "dependentRequired" =>
                from dependency in keyword.Value.EnumerateObject()
                where value.At(dependency.Name) is not null
                from name in dependency.Value.Strings()
                where value.At(name) is null
                select $"{path}: {dependency.Name} without {name}",
            "properties" =>
                from property in keyword.Value.EnumerateObject()
                from finding in value.At(property.Name) is { } member ? Check(root, property.Value, member, path + "/" + property.Name) : []
                select finding,
            "additionalProperties" =>
                from member in value.EnumerateObject()
                where schema.At("properties", member.Name) is null
                from finding in keyword.Value.ValueKind == JsonValueKind.False
                    ? [$"{path}: unknown member {member.Name}"]
                    : Check(root, keyword.Value, member.Value, path + "/" + member.Name)
                select finding,
            "items" => value.EnumerateArray().SelectMany((item, index) => Check(root, keyword.Value, item, $"{path}/{index}")),
            _ => [$"{path}: the schema uses {keyword.Name}, which this validator does not know"],
        });

    private static bool HasType(JsonElement type, JsonElement value) =>
        type.ValueKind == JsonValueKind.Array
            ? type.EnumerateArray().Any(one => HasType(one, value))
            : type.GetString() switch
            {
                "object" => value.ValueKind == JsonValueKind.Object,
                "array" => value.ValueKind == JsonValueKind.Array,
                "string" => value.ValueKind == JsonValueKind.String,
                "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
                "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
                _ => false,
            };

    private static string[] Unless(bool holds, string finding) => holds ? [] : [finding];
}
