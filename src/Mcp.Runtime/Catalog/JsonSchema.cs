using System.Text.Json;

namespace Mcp.Catalog;

/// <summary>The parts of a JSON Schema that a check looks at.</summary>
internal static class JsonSchema
{
    private const int MaxReferences = 8;

    /// <summary>The types that a schema allows; empty when it does not say.</summary>
    public static IReadOnlyList<string> Types(McpJson schema)
    {
        if (!schema.TryGetProperty("type", out McpJson type))
            return [];
        return type.Kind == JsonValueKind.String ? [type.GetString()] : Strings(type);
    }

    /// <summary>The members that an object must have.</summary>
    public static IReadOnlyList<string> Required(McpJson schema) => schema.TryGetProperty("required", out McpJson required) ? Strings(required) : [];

    /// <summary>The members that an object may have.</summary>
    public static IReadOnlyDictionary<string, McpJson> Properties(McpJson schema)
    {
        var members = new Dictionary<string, McpJson>(StringComparer.Ordinal);
        if (!schema.TryGetProperty("properties", out McpJson properties) || properties.Kind != JsonValueKind.Object)
            return members;
        McpJsonReader reader = properties.GetReader();
        while (reader.NextProperty())
            members[reader.GetName()] = reader.ReadJson();
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
            string[] steps = reference.Kind == JsonValueKind.String ? reference.GetString().Split('/') : [];
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

    private static IReadOnlyList<string> Strings(McpJson list) => [.. Items(list).Where(static item => item.Kind == JsonValueKind.String).Select(static item => item.GetString())];
}
