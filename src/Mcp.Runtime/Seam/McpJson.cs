using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Mcp.Buffers;

namespace Mcp;

/// <summary>
/// A JSON value as UTF-8 bytes: kept as it was sent, read when asked, compared by value: white space, escapes and the order of members
/// do not count, and <c>1</c> equals <c>1.0</c>. Immutable and thread-safe. The default value is "no value", which is not <c>null</c>.
/// </summary>
[JsonConverter(typeof(McpJsonConverter<McpJson>))]
public readonly struct McpJson : IEquatable<McpJson>, IMcpJsonValue<McpJson>
{
    private readonly ReadOnlyMemory<byte> _utf8;

    private McpJson(ReadOnlyMemory<byte> utf8) => _utf8 = utf8;

    /// <summary>The value <c>{}</c>.</summary>
    public static McpJson EmptyObject { get; } = new("{}"u8.ToArray());

    /// <summary>The value <c>null</c>.</summary>
    public static McpJson Null { get; } = new("null"u8.ToArray());

    /// <summary>Whether there is no value at all.</summary>
    public bool IsUndefined => _utf8.IsEmpty;

    /// <summary>The bytes of the value; empty when there is none.</summary>
    public ReadOnlyMemory<byte> Utf8 => _utf8;

    /// <summary>What kind of value this is.</summary>
    public JsonValueKind Kind => IsUndefined ? JsonValueKind.Undefined : _utf8.Span[0] switch
    {
        (byte)'{' => JsonValueKind.Object,
        (byte)'[' => JsonValueKind.Array,
        (byte)'"' => JsonValueKind.String,
        (byte)'t' => JsonValueKind.True,
        (byte)'f' => JsonValueKind.False,
        (byte)'n' => JsonValueKind.Null,
        _ => JsonValueKind.Number,
    };

    /// <summary>Whether two values are equal.</summary>
    public static bool operator ==(McpJson left, McpJson right) => left.Equals(right);

    /// <summary>Whether two values differ.</summary>
    public static bool operator !=(McpJson left, McpJson right) => !left.Equals(right);

    /// <summary>Takes a JSON text.</summary>
    /// <exception cref="JsonException">The text is not exactly one JSON value.</exception>
    public static McpJson Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Parse(Encoding.UTF8.GetBytes(json));
    }

    /// <summary>Takes a copy of a JSON text in UTF-8.</summary>
    /// <exception cref="JsonException">The bytes are not exactly one JSON value.</exception>
    public static McpJson Parse(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8);
        reader.Read();
        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        int end = (int)reader.BytesConsumed;
        reader.Read();
        return new McpJson(utf8[start..end].ToArray());
    }

    /// <summary>The JSON of a value.</summary>
    public static McpJson From<T>(T value)
        where T : IMcpJsonValue<T>
    {
        McpJsonWriter writer = McpJsonWriter.Rent(BufferPool.Shared);
        try
        {
            value.Write(writer);
            return new McpJson(writer.Written.ToArray());
        }
        finally
        {
            writer.Discard();
        }
    }

    /// <summary>The JSON of a text.</summary>
    public static McpJson FromString(string value)
    {
        McpJsonWriter writer = McpJsonWriter.Rent(BufferPool.Shared);
        try
        {
            writer.WriteString(value);
            return new McpJson(writer.Written.ToArray());
        }
        finally
        {
            writer.Discard();
        }
    }

    /// <inheritdoc/>
    public static McpJson Read(ref McpJsonReader reader) => reader.ReadJson();

    /// <summary>Reads the value as a <typeparamref name="T"/>.</summary>
    /// <exception cref="McpPayloadException">The value does not fit the type.</exception>
    public T As<T>()
        where T : IMcpJsonValue<T>
    {
        McpJsonReader reader = GetReader();
        return T.Read(ref reader);
    }

    /// <summary>A reader on the value.</summary>
    public McpJsonReader GetReader() => new(IsUndefined ? throw new McpPayloadException("There is no JSON value to read.") : _utf8.Span);

    /// <summary>The text of a string value.</summary>
    public string GetString() => GetReader().ReadString();

    /// <summary>Finds a member of an object; of a repeated one the last, as readers and equality have it.</summary>
    public bool TryGetProperty(string name, out McpJson value)
    {
        // Assigned last: the caller may step down a path in one variable, which is then both this value and the result.
        McpJsonReader member = Kind == JsonValueKind.Object ? GetReader().FindLast(Encoding.UTF8.GetBytes(name)) : default;
        bool found = member.TokenType != JsonTokenType.None;
        value = found ? member.ReadJson() : default;
        return found;
    }

    /// <summary>The value for use with System.Text.Json.</summary>
    public JsonElement ToJsonElement()
    {
        McpJsonReader reader = GetReader();
        var utf8 = new Utf8JsonReader(reader.ReadRaw());
        return JsonElement.ParseValue(ref utf8);
    }

    /// <inheritdoc/>
    public void Write(McpJsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        WriteTo(writer);
    }

    /// <inheritdoc/>
    public bool Equals(McpJson other) => _utf8.Span.SequenceEqual(other._utf8.Span) || JsonEquality.ValuesEqual(_utf8.Span, other._utf8.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is McpJson other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => JsonEquality.HashOf(_utf8.Span);

    /// <summary>The JSON text as it was sent.</summary>
    public override string ToString() => Encoding.UTF8.GetString(_utf8.Span);

    /// <summary>This object with a member set; a value that is no object counts as an empty one.</summary>
    internal McpJson With(string name, McpJson value)
    {
        McpJsonWriter writer = McpJsonWriter.Rent(BufferPool.Shared);
        try
        {
            writer.StartObject();
            McpJsonReader reader = Kind == JsonValueKind.Object ? GetReader() : EmptyObject.GetReader();
            while (reader.NextProperty())
            {
                string member = reader.GetName();
                McpJson old = reader.ReadJson();
                if (member == name)
                    continue;
                writer.Name(member);
                writer.WriteJson(old);
            }

            writer.Name(name);
            writer.WriteJson(value);
            writer.EndObject();
            return new McpJson(writer.Written.ToArray());
        }
        finally
        {
            writer.Discard();
        }
    }

    internal static McpJson FromValidUtf8(ReadOnlyMemory<byte> utf8) => new(utf8);

    internal void WriteTo(McpJsonWriter writer)
    {
        if (IsUndefined)
            throw new McpPayloadException("There is no JSON value to write.");
        JsonText.WriteCompact(writer, _utf8.Span);
    }
}
