using System.Globalization;
using System.Text;

namespace Mcp;

/// <summary>
/// A JSON number as significant digits and a power of ten: exact, and the same however it was written, unless the power itself is beyond
/// 64 bits. Such a number is its text.
/// </summary>
/// <param name="IsNegative">Below zero; zero itself never is.</param>
/// <param name="Digits">The digits without zeros at either end; empty for zero.</param>
/// <param name="Exponent">The power of ten of the last digit.</param>
internal readonly record struct JsonNumber(bool IsNegative, string Digits, long Exponent)
{
    /// <summary>So long that any number of everyday use, and any double's 17 digits, have no power of ten.</summary>
    private const int MostZeros = 22;

    /// <summary>Takes the text of a valid JSON number apart.</summary>
    public static JsonNumber Parse(ReadOnlySpan<byte> utf8)
    {
        bool isNegative = utf8[0] == (byte)'-';
        if (isNegative)
            utf8 = utf8[1..];
        int mark = utf8.IndexOfAny((byte)'e', (byte)'E');
        ReadOnlySpan<byte> mantissa = mark < 0 ? utf8 : utf8[..mark];
        int point = mantissa.IndexOf((byte)'.');
        string digits = Encoding.ASCII.GetString(mantissa);
        int fraction = 0;
        if (point >= 0)
        {
            digits = digits.Remove(point, 1);
            fraction = digits.Length - point;
        }

        string significant = digits.TrimEnd('0');
        int zeros = digits.Length - significant.Length;
        significant = significant.TrimStart('0');
        if (significant.Length == 0)
            return new JsonNumber(false, "", 0);
        long written = 0;
        bool fits = mark < 0 || long.TryParse(utf8[(mark + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out written);
        Int128 exponent = (Int128)written - fraction + zeros;
        return fits && exponent >= long.MinValue && exponent <= long.MaxValue
            ? new JsonNumber(isNegative, significant, (long)exponent)
            : new JsonNumber(isNegative, Encoding.ASCII.GetString(utf8), 0);
    }

    /// <summary>The number in its one spelling: digits and a point where a person would write them so, else digits and a power of ten.</summary>
    public string ToJson()
    {
        string sign = IsNegative ? "-" : "";
        long point = Exponent is > -MostZeros and < MostZeros ? Digits.Length + Exponent : long.MaxValue;
        return point switch
        {
            _ when Digits.Length == 0 => "0",
            _ when Exponent == 0 => sign + Digits,
            long.MaxValue => string.Create(CultureInfo.InvariantCulture, $"{sign}{Digits}e{Exponent}"),
            _ when Exponent > 0 => sign + Digits + new string('0', (int)Exponent),
            > 0 => $"{sign}{Digits.AsSpan(0, (int)point)}.{Digits.AsSpan((int)point)}",
            _ => sign + "0." + new string('0', (int)-point) + Digits,
        };
    }
}
