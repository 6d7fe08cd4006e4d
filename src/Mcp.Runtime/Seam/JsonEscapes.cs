using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;

namespace Mcp;

/// <summary>The inside of JSON strings as it was sent. An escape of half a surrogate pair is valid JSON, yet no Unicode text.</summary>
internal static class JsonEscapes
{
    private const int UnitLength = 6;

    /// <summary>Whether the inside of a JSON string is Unicode text: valid UTF-8, and each escaped surrogate in a pair.</summary>
    public static bool AreText(ReadOnlySpan<byte> inside)
    {
        if (!Utf8.IsValid(inside))
            return false;
        for (int at = inside.IndexOf((byte)'\\'); at >= 0; at = inside.IndexOf((byte)'\\'))
        {
            inside = inside[at..];
            if (!TryReadUnit(inside, out char unit))
            {
                inside = inside[2..];
            }
            else if (!char.IsSurrogate(unit))
            {
                inside = inside[UnitLength..];
            }
            else
            {
                if (!char.IsHighSurrogate(unit) || !TryReadUnit(inside[UnitLength..], out char low) || !char.IsLowSurrogate(low))
                    return false;
                inside = inside[(2 * UnitLength)..];
            }
        }

        return true;
    }

    /// <summary>The inside of a JSON string as UTF-16, halves of surrogate pairs included: told apart as the JSON tells them apart.</summary>
    public static string Decode(ReadOnlySpan<byte> inside)
    {
        var text = new StringBuilder(inside.Length);
        while (true)
        {
            int at = inside.IndexOf((byte)'\\');
            text.Append(Encoding.UTF8.GetString(at < 0 ? inside : inside[..at]));
            if (at < 0)
                return text.ToString();
            inside = inside[at..];
            bool isUnit = TryReadUnit(inside, out char unit);
            text.Append(isUnit ? unit : Short(inside[1]));
            inside = inside[(isUnit ? UnitLength : 2)..];
        }
    }

    private static char Short(byte letter) => (char)letter switch
    {
        'b' => '\b',
        'f' => '\f',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        _ => (char)letter,
    };

    private static bool TryReadUnit(ReadOnlySpan<byte> json, out char unit)
    {
        ushort value = 0;
        bool isUnit = json.Length >= UnitLength && json[0] == (byte)'\\' && json[1] == (byte)'u' && Utf8Parser.TryParse(json[2..UnitLength], out value, out _, 'x');
        unit = (char)value;
        return isUnit;
    }
}
