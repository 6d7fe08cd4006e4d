using System.Text.Json.Nodes;

namespace Mcp.Runtime.Tests.Kit;

/// <summary>Random schemas and values of a vocabulary so small that they often fit.</summary>
internal sealed class RandomSchemas(Random random)
{
    private static readonly string[] Types = ["string", "integer", "number", "boolean", "null", "object", "array"];
    private static readonly string[] Names = ["a", "b", "c"];

    /// <summary>A schema with two definitions that any part may refer to.</summary>
    public JsonNode Document()
    {
        JsonObject root = Schema(3).AsObject();
        root["$defs"] = new JsonObject { ["A"] = Schema(2), ["B"] = Schema(2) };
        return root;
    }

    /// <summary>A value of at most this many levels.</summary>
    public JsonNode? Value(int depth) => random.Next(depth > 0 ? 8 : 6) switch
    {
        0 => "x",
        1 => "y",
        2 => random.Next(3),
        3 => random.Next(3) + 0.5,
        4 => random.Next(2) == 0,
        5 => null,
        6 => new JsonArray([.. Enumerable.Range(0, random.Next(3)).Select(_ => Value(depth - 1))]),
        _ => new JsonObject(Names.Where(_ => random.Next(2) == 0).Select(name => KeyValuePair.Create(name, Value(depth - 1)))),
    };

    private JsonObject Schema(int depth)
    {
        var schema = new JsonObject();
        switch (random.Next(depth > 0 ? 9 : 5))
        {
            case 0:
                schema["enum"] = new JsonArray([.. Enumerable.Range(0, 1 + random.Next(3)).Select(_ => Value(0))]);
                break;
            case 1:
                schema["const"] = Value(0);
                break;
            case 2:
                schema["type"] = new JsonArray([.. Types.Where(_ => random.Next(3) == 0).DefaultIfEmpty("string").Select(type => JsonValue.Create(type))]);
                break;
            case 3:
                schema["$ref"] = random.Next(2) == 0 ? "#/$defs/A" : "#/$defs/B";
                break;
            case 4:
                schema["type"] = Types[random.Next(Types.Length)];
                break;
            case 5:
                schema["anyOf"] = Schemas(depth);
                break;
            case 6:
                schema["allOf"] = Schemas(depth);
                break;
            case 7:
                schema["type"] = "array";
                schema["items"] = Schema(depth - 1);
                break;
            default:
                schema["type"] = "object";
                schema["properties"] = new JsonObject(Names.Where(_ => random.Next(2) == 0).Select(name => KeyValuePair.Create(name, (JsonNode?)Schema(depth - 1))));
                schema["required"] = new JsonArray([.. Names.Where(_ => random.Next(4) == 0).Select(name => JsonValue.Create(name))]);
                break;
        }

        return schema;
    }

    private JsonArray Schemas(int depth) => new([.. Enumerable.Range(0, 1 + random.Next(3)).Select(_ => Schema(depth - 1))]);
}
