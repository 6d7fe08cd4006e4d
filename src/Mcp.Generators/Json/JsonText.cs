using System.Globalization;
using System.Linq;
using System.Text;

namespace Mcp.Generators.Json;

/// <summary>Writes JSON.</summary>
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

    /// <summary>A value on one line, its members in their order.</summary>
    public static string Compact(JsonNode node) => node.Kind switch
    {
        JsonKind.Null => "null",
        JsonKind.True => "true",
        JsonKind.False => "false",
        JsonKind.Number => node.Text,
        JsonKind.String => Quote(node.Text),
        JsonKind.Array => $"[{string.Join(",", node.Items.Select(Compact))}]",
        _ => $"{{{string.Join(",", node.Members.Select(static member => $"{Quote(member.Name)}:{Compact(member.Value)}"))}}}",
    };
}
