using System.Globalization;
using System.Text;

namespace Mcp;

/// <summary>
/// Values as they stand in an expanded URI template (RFC 6570): what emitted code calls between the template's fixed parts. Everything it
/// writes is ASCII that needs no escape in a JSON string.
/// </summary>
public static class McpUriWriter
{
    private const string Unreserved = "-._~";
    private const string Reserved = ":/?#[]@!$&'()*+,;=";

    /// <summary>Writes a text, percent-encoded.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="value">The text.</param>
    /// <param name="keepReserved">Leaves reserved characters and what is percent-encoded already as they are (<c>{+x}</c>, <c>{#x}</c>).</param>
    public static void Write(McpJsonWriter writer, string value, bool keepReserved)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        Span<byte> utf8 = stackalloc byte[4];
        Span<byte> encoded = stackalloc byte[3];
        int index = 0;
        while (index < value.Length)
        {
            Rune rune = Rune.GetRuneAt(value, index);
            bool isPlain = IsPlain(rune, keepReserved) || (keepReserved && rune.Value == '%' && IsEncoded(value, index));
            index += rune.Utf16SequenceLength;
            foreach (byte part in utf8[..rune.EncodeToUtf8(utf8)])
            {
                if (isPlain)
                {
                    encoded[0] = part;
                    writer.WriteRaw(encoded[..1]);
                    continue;
                }

                encoded[0] = (byte)'%';
                part.TryFormat(encoded[1..], out _, "X2", CultureInfo.InvariantCulture);
                writer.WriteRaw(encoded);
            }
        }
    }

    /// <summary>Writes a number or another small value in its invariant form, percent-encoded.</summary>
    public static void Write<T>(McpJsonWriter writer, T value, bool keepReserved)
        where T : struct, IFormattable => Write(writer, value.ToString(null, CultureInfo.InvariantCulture), keepReserved);

    /// <summary>Writes <c>true</c> or <c>false</c>.</summary>
    public static void Write(McpJsonWriter writer, bool value, bool keepReserved) => Write(writer, value ? "true" : "false", keepReserved);

    /// <summary>Writes the value of a path parameter after its name: nothing at all for an empty text.</summary>
    public static void WriteParameter(McpJsonWriter writer, string value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        if (value.Length == 0)
            return;
        writer.WriteRaw("="u8);
        Write(writer, value, keepReserved: false);
    }

    /// <inheritdoc cref="WriteParameter(McpJsonWriter, string)"/>
    public static void WriteParameter<T>(McpJsonWriter writer, T value)
        where T : struct, IFormattable => WriteParameter(writer, value.ToString(null, CultureInfo.InvariantCulture));

    /// <inheritdoc cref="WriteParameter(McpJsonWriter, string)"/>
    public static void WriteParameter(McpJsonWriter writer, bool value) => WriteParameter(writer, value ? "true" : "false");

    private static bool IsPlain(Rune rune, bool keepReserved) =>
        rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || Unreserved.Contains((char)rune.Value) || (keepReserved && Reserved.Contains((char)rune.Value)));

    private static bool IsEncoded(string value, int index) =>
        index + 2 < value.Length && char.IsAsciiHexDigit(value[index + 1]) && char.IsAsciiHexDigit(value[index + 2]);
}
