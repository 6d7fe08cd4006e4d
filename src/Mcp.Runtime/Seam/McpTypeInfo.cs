using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Mcp;

/// <summary>Values that an app's own <c>JsonSerializerContext</c> reads and writes: what generated code calls for the types that it covers.</summary>
public static class McpTypeInfo
{
    /// <summary>Reads the value that the reader stands on.</summary>
    /// <exception cref="McpPayloadException">The JSON does not fit the type.</exception>
    public static T Read<T>(ref McpJsonReader reader, JsonTypeInfo typeInfo)
    {
        ArgumentNullException.ThrowIfNull(typeInfo);
        long offset = reader.Offset;
        try
        {
            return JsonSerializer.Deserialize(reader.ReadRaw(), (JsonTypeInfo<T>)typeInfo) ?? throw reader.Unexpected(typeof(T).Name, "a value");
        }
        catch (JsonException error)
        {
            throw new McpPayloadException($"{error.Message}", error) { Offset = offset };
        }
    }

    /// <summary>Writes a value, compactly whatever the context's options say: a line break would end the frame.</summary>
    public static void Write<T>(McpJsonWriter writer, T value, JsonTypeInfo typeInfo)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(typeInfo);
        using var json = new Utf8JsonWriter(new Target(writer), new JsonWriterOptions { Encoder = typeInfo.Options.Encoder, SkipValidation = true });
        JsonSerializer.Serialize(json, value, (JsonTypeInfo<T>)typeInfo);
    }

    /// <summary>Lets the framework's writer fill ours.</summary>
    private sealed class Target(McpJsonWriter writer) : IBufferWriter<byte>
    {
        public void Advance(int count) => writer.Advance(count);

        public Memory<byte> GetMemory(int sizeHint = 0) => writer.ReserveMemory(Math.Max(sizeHint, 256));

        public Span<byte> GetSpan(int sizeHint = 0) => writer.Reserve(Math.Max(sizeHint, 256));
    }
}
