using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;

namespace Mcp;

/// <summary>The framework's small types, as System.Text.Json reads them.</summary>
public ref partial struct McpJsonReader
{
    /// <summary>Reads a whole number of 8 bits.</summary>
    public byte ReadByte() => (byte)ReadWithin(byte.MinValue, byte.MaxValue);

    /// <summary>Reads a whole number of 8 bits with a sign.</summary>
    public sbyte ReadSByte() => (sbyte)ReadWithin(sbyte.MinValue, sbyte.MaxValue);

    /// <summary>Reads a whole number of 16 bits.</summary>
    public short ReadInt16() => (short)ReadWithin(short.MinValue, short.MaxValue);

    /// <summary>Reads a whole number of 16 bits without a sign.</summary>
    public ushort ReadUInt16() => (ushort)ReadWithin(ushort.MinValue, ushort.MaxValue);

    /// <summary>Reads a whole number of 32 bits without a sign.</summary>
    public uint ReadUInt32() => (uint)ReadWithin(uint.MinValue, uint.MaxValue);

    /// <summary>Reads a whole number of 64 bits without a sign.</summary>
    public ulong ReadUInt64()
    {
        StepToValue();
        return _inner.TokenType == JsonTokenType.Number && _inner.TryGetUInt64(out ulong value) ? value : throw Unexpected("integer", "a whole number without a sign");
    }

    /// <summary>Reads a number of single precision.</summary>
    public float ReadSingle()
    {
        StepToValue();
        return _inner.TokenType == JsonTokenType.Number && _inner.TryGetSingle(out float value) ? value : throw Unexpected("number", "a number");
    }

    /// <summary>Reads a decimal number, digit by digit.</summary>
    public decimal ReadDecimal()
    {
        StepToValue();
        return _inner.TokenType == JsonTokenType.Number && _inner.TryGetDecimal(out decimal value) ? value : throw Unexpected("number", "a decimal number");
    }

    /// <summary>Reads a string of one character.</summary>
    public char ReadChar() => ReadString() is [char only] ? only : throw Unexpected("character", "a string of one character");

    /// <summary>Reads a GUID in its form with hyphens.</summary>
    public Guid ReadGuid()
    {
        StepToValue();
        return _inner.TokenType == JsonTokenType.String && _inner.TryGetGuid(out Guid value) ? value : throw Unexpected("guid", "a GUID");
    }

    /// <summary>Reads a point in time in ISO 8601.</summary>
    public DateTime ReadDateTime()
    {
        StepToValue();
        return _inner.TokenType == JsonTokenType.String && _inner.TryGetDateTime(out DateTime value) ? value : throw Unexpected("date and time", "a date and time in ISO 8601");
    }

    /// <summary>Reads a point in time in ISO 8601; without an offset it is local.</summary>
    public DateTimeOffset ReadDateTimeOffset()
    {
        StepToValue();
        return _inner.TokenType == JsonTokenType.String && _inner.TryGetDateTimeOffset(out DateTimeOffset value) ? value : throw Unexpected("date and time", "a date and time in ISO 8601");
    }

    /// <summary>Reads a date, <c>yyyy-MM-dd</c>.</summary>
    public DateOnly ReadDateOnly() =>
        DateOnly.TryParseExact(ReadString(), "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly value) ? value : throw Unexpected("date", "a date as yyyy-MM-dd");

    /// <summary>Reads a time of day, <c>HH:mm:ss</c> with up to seven decimals.</summary>
    public TimeOnly ReadTimeOnly()
    {
        TimeSpan time = ReadTimeSpan();
        return time >= TimeSpan.Zero && time < TimeSpan.FromDays(1) ? TimeOnly.FromTimeSpan(time) : throw Unexpected("time", "a time of day as HH:mm:ss");
    }

    /// <summary>Reads a length of time, <c>[-][d.]hh:mm:ss[.fffffff]</c>.</summary>
    public TimeSpan ReadTimeSpan()
    {
        Span<byte> text = stackalloc byte[32];
        StepToValue();
        if (_inner.TokenType == JsonTokenType.String && _inner.ValueSpan.Length <= text.Length)
        {
            int length = _inner.CopyString(text);
            // The shortest form has all three parts; a bare number of days would otherwise pass.
            if (length >= 8 && Utf8Parser.TryParse(text[..length], out TimeSpan value, out int consumed, 'c') && consumed == length)
                return value;
        }

        throw Unexpected("time span", "a time span as hh:mm:ss");
    }

    /// <summary>Reads an address, absolute or relative.</summary>
    public Uri ReadUri() => Uri.TryCreate(ReadString(), UriKind.RelativeOrAbsolute, out Uri? value) ? value : throw Unexpected("address", "a URI");

    /// <summary>Reads a base64 string into its bytes.</summary>
    public ReadOnlyMemory<byte> ReadMemory() => ReadBase64();

    /// <summary>Reads any value into a <see cref="JsonElement"/>.</summary>
    public JsonElement ReadJsonElement() => ReadJson().ToJsonElement();

    private long ReadWithin(long least, long most)
    {
        long value = ReadInt64();
        return value >= least && value <= most ? value : throw Unexpected("integer", $"a whole number from {least} to {most}");
    }
}
