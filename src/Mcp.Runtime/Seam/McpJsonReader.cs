using System.Text.Json;
using System.Text.Unicode;

namespace Mcp;

/// <summary>
/// Reads one JSON value from UTF-8 bytes, front to back, without a DOM. After <see cref="NextProperty"/> the accessors step from the
/// member's name to its value by themselves. A copy of the struct is an independent look-ahead.
/// </summary>
public ref partial struct McpJsonReader
{
    private readonly ReadOnlySpan<byte> _json;
    private Utf8JsonReader _inner;

    // Created with the first item that is wrong; copies made after that share it, and only look ahead.
    private List<McpRejectedItem>? _rejected;
    private bool _isLenient;

    /// <summary>Stands on the first token of <paramref name="utf8"/>.</summary>
    /// <exception cref="JsonException">The bytes do not begin with a JSON token.</exception>
    public McpJsonReader(ReadOnlySpan<byte> utf8)
    {
        _json = utf8;
        _inner = new Utf8JsonReader(utf8);
        _inner.Read();
    }

    /// <summary>Goes on where a reader of System.Text.Json stands: its bytes may come in segments, and are not at hand as a whole.</summary>
    internal McpJsonReader(scoped in Utf8JsonReader inner) => _inner = inner;

    /// <summary>Where reading has come to.</summary>
    internal readonly Utf8JsonReader Inner => _inner;

    /// <summary>The token of the current value; <see cref="JsonTokenType.None"/> if there is none.</summary>
    public JsonTokenType TokenType
    {
        get
        {
            StepToValue();
            return _inner.TokenType;
        }
    }

    /// <summary>How many bytes lie before the current token; error texts quote it.</summary>
    public readonly long Offset => _inner.TokenStartIndex;

    /// <summary>Enters an object.</summary>
    /// <param name="type">The name of the type being read, for the error text.</param>
    /// <exception cref="McpPayloadException">The value is no object.</exception>
    public void StartObject(string type)
    {
        StepToValue();
        if (_inner.TokenType != JsonTokenType.StartObject)
            throw Unexpected(type, "an object");
    }

    /// <summary>Moves to the next member's name; <see langword="false"/> when the object has ended.</summary>
    public bool NextProperty() => _inner.Read() && _inner.TokenType == JsonTokenType.PropertyName;

    /// <summary>Whether the current member has this name.</summary>
    public readonly bool NameIs(ReadOnlySpan<byte> name) => _inner.ValueIsEscaped ? EscapedTextIs(name) : _inner.ValueTextEquals(name);

    /// <summary>The length in bytes of the current member's name as written; escapes count as they stand.</summary>
    public readonly int NameLength => _inner.HasValueSequence ? (int)_inner.ValueSequence.Length : _inner.ValueSpan.Length;

    /// <summary>Whether the current member's name contains an escape, so that its written length says nothing.</summary>
    public readonly bool NameIsEscaped => _inner.ValueIsEscaped;

    /// <summary>The current member's name.</summary>
    /// <exception cref="McpPayloadException">The name holds bytes or escapes that are no Unicode text.</exception>
    public readonly string GetName() => ReadText();

    /// <summary>Consumes the value if it is <c>null</c>.</summary>
    public bool ReadNull()
    {
        StepToValue();
        return _inner.TokenType == JsonTokenType.Null;
    }

    /// <summary>Reads a string.</summary>
    /// <exception cref="McpPayloadException">The value is no string, or holds bytes or escapes that are no Unicode text.</exception>
    public string ReadString()
    {
        StepToValue();
        return _inner.TokenType == JsonTokenType.String ? ReadText() : throw Unexpected("string", "a string");
    }

    /// <summary>Reads a whole number; <c>5.0</c> counts as one.</summary>
    public long ReadInt64()
    {
        StepToValue();
        if (_inner.TokenType != JsonTokenType.Number)
            throw Unexpected("integer", "a whole number");
        if (_inner.TryGetInt64(out long value))
            return value;
        double number = _inner.GetDouble();
        return number == Math.Floor(number) && Math.Abs(number) < 9.2e18 ? (long)number : throw Unexpected("integer", "a whole number of 64 bits");
    }

    /// <summary>Reads a whole number of 32 bits.</summary>
    public int ReadInt32()
    {
        long value = ReadInt64();
        return value is >= int.MinValue and <= int.MaxValue ? (int)value : throw Unexpected("integer", "a whole number of 32 bits");
    }

    /// <summary>Reads a number.</summary>
    public double ReadDouble()
    {
        StepToValue();
        return _inner.TokenType == JsonTokenType.Number ? _inner.GetDouble() : throw Unexpected("number", "a number");
    }

    /// <summary>Reads <c>true</c> or <c>false</c>.</summary>
    public bool ReadBoolean()
    {
        StepToValue();
        return _inner.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            _ => throw Unexpected("boolean", "true or false"),
        };
    }

    /// <summary>Reads a base64 string into its bytes.</summary>
    public byte[] ReadBase64()
    {
        StepToValue();
        return _inner.TokenType == JsonTokenType.String && _inner.TryGetBytesFromBase64(out byte[]? bytes) ? bytes : throw Unexpected("bytes", "a base64 string");
    }

    /// <summary>Reads any value as it stands; the bytes are copied.</summary>
    /// <exception cref="McpPayloadException">The value holds bytes that are no UTF-8.</exception>
    public McpJson ReadJson()
    {
        if (_json.IsEmpty)
            return CopyJson();
        long offset = Offset;
        ReadOnlySpan<byte> raw = ReadRaw();
        // Passing over a value does not look into its strings, and whoever holds it later could neither read it nor send it on.
        return Utf8.IsValid(raw) ? McpJson.FromValidUtf8(raw.ToArray()) : throw new McpPayloadException($"The value at byte {offset} holds bytes that are no UTF-8.");
    }

    /// <summary>Passes over the value, or over a member with its value when standing on a name.</summary>
    public void Skip()
    {
        StepToValue();
        _inner.TrySkip();
    }

    /// <summary>Enters an array.</summary>
    /// <param name="type">What the items are, for the error text.</param>
    /// <exception cref="McpPayloadException">The value is no array.</exception>
    public void StartArray(string type)
    {
        StepToValue();
        if (_inner.TokenType != JsonTokenType.StartArray)
            throw Unexpected(type, "an array");
    }

    /// <summary>Moves to the next item's value; <see langword="false"/> when the array has ended.</summary>
    public bool NextItem() => _inner.Read() && _inner.TokenType != JsonTokenType.EndArray;

    /// <summary>Whether the value is this string.</summary>
    public bool ValueIs(ReadOnlySpan<byte> text)
    {
        StepToValue();
        return _inner.TokenType == JsonTokenType.String && (_inner.ValueIsEscaped ? EscapedTextIs(text) : _inner.ValueTextEquals(text));
    }

    /// <summary>The error for a required member that never came.</summary>
    public readonly McpPayloadException Missing(string type, string property) =>
        new($"{type} lacks its required member '{property}' (object ends at byte {Offset}).") { Offset = Offset, Fault = $"lacks its required member '{property}'" };

    /// <summary>The error for a value of the wrong kind.</summary>
    public readonly McpPayloadException Unexpected(string type, string expected) =>
        new($"{type}: expected {expected} but found {Describe(_inner.TokenType)} at byte {Offset}.") { Offset = Offset, Fault = $"is {Describe(_inner.TokenType)} where {expected} was expected" };

    /// <summary>Where the current value stands, as a path from the root: <c>$.structuredContent.days[2]</c>.</summary>
    internal readonly string PathOf(long offset) => JsonPath.At(_json, offset);

    internal ReadOnlySpan<byte> ReadRaw()
    {
        StepToValue();
        int start = (int)_inner.TokenStartIndex;
        _inner.TrySkip();
        return _json[start..(int)_inner.BytesConsumed];
    }

    private readonly string ReadText()
    {
        try
        {
            return _inner.GetString()!;
        }
        catch (InvalidOperationException error)
        {
            throw new McpPayloadException($"string: the text at byte {Offset} is no Unicode text.", error);
        }
    }

    private void StepToValue()
    {
        if (_inner.TokenType == JsonTokenType.PropertyName)
            _inner.Read();
    }

    private static string Describe(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "a boolean",
        JsonTokenType.Null => "null",
        _ => "nothing",
    };
}
