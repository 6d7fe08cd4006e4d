using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;

namespace Mcp;

/// <summary>The framework's small types, byte by byte as System.Text.Json writes them.</summary>
public sealed partial class McpJsonWriter
{
    /// <summary>Writes a whole number without a sign.</summary>
    public void WriteNumber(ulong value)
    {
        Utf8Formatter.TryFormat(value, Reserve(20), out int written);
        _length += written;
    }

    /// <summary>Writes a decimal number with all its digits, trailing zeros included.</summary>
    public void WriteNumber(decimal value)
    {
        Utf8Formatter.TryFormat(value, Reserve(32), out int written);
        _length += written;
    }

    /// <summary>Writes a number of single precision in its shortest form that reads back equal.</summary>
    /// <exception cref="McpPayloadException">The number is not finite; JSON has no form for it.</exception>
    public void WriteNumber(float value)
    {
        if (!float.IsFinite(value))
            throw new McpPayloadException($"{value.ToString(CultureInfo.InvariantCulture)} cannot be written: JSON numbers are finite.");
        value.TryFormat(Reserve(32), out int written, default, CultureInfo.InvariantCulture);
        _length += written;
    }

    /// <summary>Writes a character as a string.</summary>
    public void WriteValue(char value) => WriteString(value.ToString());

    /// <summary>Writes a GUID in its form with hyphens.</summary>
    public void WriteValue(Guid value) => WriteQuoted(value, "D");

    /// <summary>Writes a point in time in ISO 8601, its fraction without trailing zeros.</summary>
    public void WriteValue(DateTime value) => WriteTime(value);

    /// <summary>Writes a point in time in ISO 8601 with its offset, its fraction without trailing zeros.</summary>
    public void WriteValue(DateTimeOffset value) => WriteTime(value);

    /// <summary>Writes a date, <c>yyyy-MM-dd</c>.</summary>
    public void WriteValue(DateOnly value) => WriteQuoted(value, "O");

    /// <summary>Writes a time of day, <c>HH:mm:ss</c> with seven decimals where it has a fraction.</summary>
    public void WriteValue(TimeOnly value) => WriteQuoted(value.ToTimeSpan(), "c");

    /// <summary>Writes a length of time, <c>[-][d.]hh:mm:ss[.fffffff]</c>.</summary>
    public void WriteValue(TimeSpan value) => WriteQuoted(value, "c");

    /// <summary>Writes an address as it was given.</summary>
    public void WriteValue(Uri value)
    {
        ArgumentNullException.ThrowIfNull(value);
        WriteString(value.OriginalString);
    }

    /// <summary>Writes bytes as a base64 string.</summary>
    public void WriteValue(byte[] value)
    {
        ArgumentNullException.ThrowIfNull(value);
        WriteBase64(value);
    }

    /// <summary>Writes bytes as a base64 string.</summary>
    public void WriteValue(ReadOnlyMemory<byte> value) => WriteBase64(value.Span);

    /// <summary>Writes any value.</summary>
    public void WriteValue(JsonElement value) => McpJson.Parse(value.GetRawText()).WriteTo(this);

    /// <summary>The error for a member that is <see langword="null"/> although its type says that it never is.</summary>
    public static McpPayloadException NullMember(string type, string member) =>
        new($"{type}.{member} is null, and its type does not allow that.");

    private void WriteQuoted<T>(T value, string format)
        where T : IUtf8SpanFormattable
    {
        Append((byte)'"');
        value.TryFormat(Reserve(64), out int written, format, CultureInfo.InvariantCulture);
        _length += written;
        Append((byte)'"');
    }

    private void WriteTime<T>(T value)
        where T : IUtf8SpanFormattable
    {
        Append((byte)'"');
        Span<byte> text = Reserve(64);
        value.TryFormat(text, out int written, "O", CultureInfo.InvariantCulture);
        _length += TrimFraction(text[..written]);
        Append((byte)'"');
    }

    /// <summary>Takes the fraction's trailing zeros out; the seven digits stand at one place in every such text.</summary>
    private static int TrimFraction(Span<byte> text)
    {
        const int Point = 19;
        const int End = 27;
        int last = End;
        while (last > Point + 1 && text[last - 1] == (byte)'0')
            last--;
        if (last == Point + 1)
            last = Point;
        text[End..].CopyTo(text[last..]);
        return text.Length - (End - last);
    }
}
