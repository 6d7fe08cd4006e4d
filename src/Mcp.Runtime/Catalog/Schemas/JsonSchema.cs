using System.Text.Json;

namespace Mcp.Catalog;

/// <summary>The parts of a JSON Schema that a check looks at.</summary>
internal static class JsonSchema
{
    private const int MaxReferences = 8;

    /// <summary>The types that a schema allows; empty when it does not say.</summary>
    public static IReadOnlyList<string> Types(McpJson schema) =>
        schema.TryGetProperty("type", out McpJson type) ? TypesIn(type) : [];

    /// <summary>What the keyword <c>type</c> says: one type, or a list of them.</summary>
    public static IReadOnlyList<string> TypesIn(McpJson type) => type.Kind == JsonValueKind.String ? [Text(type)] : Strings(type);

    /// <summary>The type of a value itself.</summary>
    public static string TypeOf(McpJson value) => value.Kind switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        JsonValueKind.Null => "null",
        _ => "boolean",
    };

    /// <summary>The types of one side that the other does not have. A whole number is a number.</summary>
    public static IEnumerable<string> TypesOutside(IReadOnlyList<string> types, IReadOnlyList<string> other) =>
        types.Where(type => !other.Contains(type) && !(type == "integer" && other.Contains("number")));

    /// <summary>The members that an object must have.</summary>
    public static IReadOnlyList<string> Required(McpJson schema) => schema.TryGetProperty("required", out McpJson required) ? Strings(required) : [];

    /// <summary>The members that an object may have.</summary>
    public static IReadOnlyDictionary<string, McpJson> Properties(McpJson schema) => schema.TryGetProperty("properties", out McpJson properties) ? Members(properties) : Members(default);

    /// <summary>The members of an object, of a repeated one the last; nothing for any other value.</summary>
    public static IReadOnlyDictionary<string, McpJson> Members(McpJson json)
    {
        var members = new Dictionary<string, McpJson>(StringComparer.Ordinal);
        if (json.Kind != JsonValueKind.Object)
            return members;
        McpJsonReader reader = json.GetReader();
        while (reader.NextProperty())
            members[reader.DecodeText()] = reader.ReadJson();
        return members;
    }

    /// <summary>Whether an object may have members that are not listed by name. Unsaid it may not: a server that reads none of them is the rule.</summary>
    public static bool IsOpen(McpJson schema) =>
        schema.TryGetProperty("anyOf", out _) || schema.TryGetProperty("oneOf", out _) || schema.TryGetProperty("allOf", out _) || schema.TryGetProperty("patternProperties", out _)
        || (schema.TryGetProperty("additionalProperties", out McpJson others) && others.Kind is (JsonValueKind.True or JsonValueKind.Object));

    /// <summary>The items of a list; nothing for any other value.</summary>
    public static IReadOnlyList<McpJson> Items(McpJson list)
    {
        var items = new List<McpJson>();
        if (list.Kind != JsonValueKind.Array)
            return items;
        McpJsonReader reader = list.GetReader();
        while (reader.NextItem())
            items.Add(reader.ReadJson());
        return items;
    }

    /// <summary>The schema that a local reference leads to. A reference that leads out of the document, or in a circle, allows anything.</summary>
    public static McpJson Resolve(McpJson schema, McpJson root)
    {
        for (int i = 0; i < MaxReferences && schema.TryGetProperty("$ref", out McpJson reference); i++)
        {
            string[] steps = reference.Kind == JsonValueKind.String ? Text(reference).Split('/') : [];
            if (steps is not ["#", ..])
                return McpJson.EmptyObject;
            schema = root;
            foreach (string step in steps.Skip(1))
            {
                if (!schema.TryGetProperty(step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal), out schema))
                    return McpJson.EmptyObject;
            }
        }

        return schema;
    }

    /// <summary>The texts in a list; whatever else is in it is passed over.</summary>
    public static IReadOnlyList<string> Strings(McpJson list) => [.. Items(list).Where(static item => item.Kind == JsonValueKind.String).Select(Text)];

    /// <summary>A string's text, halves of surrogate pairs included: a schema is read, however odd it is.</summary>
    public static string Text(McpJson text)
    {
        McpJsonReader reader = text.GetReader();
        return reader.TokenType == JsonTokenType.String ? reader.DecodeText() : "";
    }
}
