using System.Globalization;
using System.Text;

namespace Mcp.Generators.Json;

/// <summary>Writes JSON strings.</summary>
internal static class JsonText
{
    /// <summary>The string in quotes, with the escapes that JSON demands.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' or '\\' => quoted.Append('\\').Append(c),
                < ' ' => quoted.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }
}
