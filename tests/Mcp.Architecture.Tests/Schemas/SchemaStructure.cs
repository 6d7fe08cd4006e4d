using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Mcp.Architecture.Schemas;

/// <summary>What a schema says about shapes, without its prose: two schemas are equal here if they admit the same JSON in the same words.</summary>
internal static class SchemaStructure
{
    private static readonly string[] Prose = ["description", "title", "$comment", "examples"];
    private static readonly string[] MapsOfSchemas = ["properties", "definitions", "$defs"];
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Hash(JsonElement schema)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Compact))
        {
            WriteSchema(writer, schema);
        }

        return Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray()));
    }

    private static void WriteSchema(Utf8JsonWriter writer, JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            schema.WriteTo(writer);
            return;
        }

        writer.WriteStartObject();
        foreach (var keyword in Sorted(schema).Where(keyword => !Prose.Contains(keyword.Name)))
        {
            writer.WritePropertyName(keyword.Name);
            WriteKeyword(writer, keyword);
        }

        writer.WriteEndObject();
    }

    private static void WriteKeyword(Utf8JsonWriter writer, JsonProperty keyword)
    {
        if (MapsOfSchemas.Contains(keyword.Name))
        {
            // The keys are names of the protocol here: a property called "description" stays.
            writer.WriteStartObject();
            foreach (var named in Sorted(keyword.Value))
            {
                writer.WritePropertyName(named.Name);
                WriteSchema(writer, named.Value);
            }

            writer.WriteEndObject();
        }
        else if (keyword.Value.ValueKind == JsonValueKind.Array)
        {
            writer.WriteStartArray();
            foreach (var item in keyword.Value.EnumerateArray())
            {
                WriteSchema(writer, item);
            }

            writer.WriteEndArray();
        }
        else
        {
            WriteSchema(writer, keyword.Value);
        }
    }

    private static IEnumerable<JsonProperty> Sorted(JsonElement element) =>
        element.EnumerateObject().OrderBy(property => property.Name, StringComparer.Ordinal);
}
