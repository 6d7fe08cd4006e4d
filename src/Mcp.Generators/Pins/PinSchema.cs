using System;
using System.Collections.Generic;
using System.Linq;
using Mcp.Generators.Json;

namespace Mcp.Generators.Pins;

/// <summary>The parts of a JSON Schema that a comparison looks at, read as the runtime's check reads them.</summary>
internal static class PinSchema
{
    private const int MaximumReferences = 8;

    private static readonly JsonNode Anything = new(JsonKind.Object, default);

    /// <summary>The types that a schema allows; empty when it does not say.</summary>
    public static IReadOnlyList<string> Types(JsonNode schema) => schema["type"] switch
    {
        { Kind: JsonKind.String } type => new[] { type.Text },
        { } types => Strings(types).Select(static type => type.Text).ToList(),
        null => Array.Empty<string>(),
    };

    /// <summary>The names of the members that an object must have, each with its place.</summary>
    public static IEnumerable<JsonNode> Required(JsonNode schema) => Strings(schema["required"]);

    /// <summary>The members that an object may have.</summary>
    public static IReadOnlyList<JsonMember> Properties(JsonNode schema) => schema["properties"]?.Members ?? Array.Empty<JsonMember>();

    /// <summary>Whether an object may have members that are not listed by name. Unsaid it may not: a server that reads none of them is the rule.</summary>
    public static bool IsOpen(JsonNode schema)
        => schema["anyOf"] is not null || schema["oneOf"] is not null || schema["allOf"] is not null || schema["patternProperties"] is not null
            || schema["additionalProperties"] is { Kind: JsonKind.True or JsonKind.Object };

    /// <summary>The schema that a local reference leads to. A reference that leads out of the document, or in a circle, allows anything.</summary>
    public static JsonNode Resolve(JsonNode schema, JsonNode root)
    {
        for (var i = 0; i < MaximumReferences && schema["$ref"] is { } reference; i++)
        {
            var steps = reference.Text.Split('/');
            if (steps[0] != "#")
            {
                return Anything;
            }

            schema = root;
            foreach (var step in steps.Skip(1))
            {
                if (schema[step.Replace("~1", "/").Replace("~0", "~")] is not { } next)
                {
                    return Anything;
                }

                schema = next;
            }
        }

        return schema;
    }

    private static IEnumerable<JsonNode> Strings(JsonNode? list) => (list?.Items ?? Array.Empty<JsonNode>()).Where(static item => item.Kind == JsonKind.String);
}
