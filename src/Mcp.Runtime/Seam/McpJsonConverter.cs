using System.Text.Json;
using System.Text.Json.Serialization;
using Mcp.Buffers;

namespace Mcp;

/// <summary>
/// Lets System.Text.Json read and write a type that does so by itself: <c>JsonSerializer</c>, an app's own context and its own
/// types may hold protocol types. What is written is compact and has its own escapes, whatever the options say. Thread-safe.
/// </summary>
/// <typeparam name="T">A generated protocol type, or <see cref="McpJson"/>.</typeparam>
public sealed class McpJsonConverter<T> : JsonConverter<T>
    where T : IMcpJsonValue<T>
{
    /// <inheritdoc/>
    /// <exception cref="JsonException">The JSON does not fit the type.</exception>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var own = new McpJsonReader(in reader);
        try
        {
            T value = T.Read(ref own);
            reader = own.Inner;
            return value;
        }
        catch (McpPayloadException error)
        {
            throw new JsonException(error.Message, error);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="JsonException">The value cannot be written, for instance a number that is not finite.</exception>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        McpJsonWriter own = McpJsonWriter.Rent(BufferPool.Shared);
        try
        {
            value.Write(own);
            writer.WriteRawValue(own.Written, skipInputValidation: true);
        }
        catch (McpPayloadException error)
        {
            throw new JsonException(error.Message, error);
        }
        finally
        {
            own.Discard();
        }
    }
}
