using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Mcp.Transports.Http;

/// <summary>
/// How a value of the body is written into a header (2026-07-28, "Streamable HTTP", header encoding). The result is always printable
/// ASCII, so that no value can end a header and begin another.
/// </summary>
internal static class HeaderValue
{
    private const string Opening = "=?base64?";
    private const string Closing = "?=";

    private static readonly SearchValues<char> TokenChars = SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public static string Encode(string value) =>
        IsPlain(value) ? value : string.Concat(Opening, Convert.ToBase64String(Encoding.UTF8.GetBytes(value)), Closing);

    public static bool TryDecode(string header, [NotNullWhen(true)] out string? value)
    {
        value = header;
        if (!IsMarked(header))
            return true;
        try
        {
            value = Encoding.UTF8.GetString(Convert.FromBase64String(header[Opening.Length..^Closing.Length]));
            return true;
        }
        catch (FormatException)
        {
            value = null;
            return false;
        }
    }

    /// <summary>Whether the text may be (the end of) a header's name, RFC 9110 §5.6.2.</summary>
    public static bool IsToken(string name) => name.Length > 0 && !name.AsSpan().ContainsAnyExcept(TokenChars);

    private static bool IsPlain(string value) =>
        !value.AsSpan().ContainsAnyExceptInRange(' ', '~') && !value.StartsWith(' ') && !value.EndsWith(' ')
        // A reader that takes the markers in any case must not decode what nobody encoded.
        && !(value.StartsWith(Opening, StringComparison.OrdinalIgnoreCase) && value.EndsWith(Closing, StringComparison.Ordinal));

    private static bool IsMarked(string value) =>
        value.Length >= Opening.Length + Closing.Length && value.StartsWith(Opening, StringComparison.Ordinal) && value.EndsWith(Closing, StringComparison.Ordinal);
}
