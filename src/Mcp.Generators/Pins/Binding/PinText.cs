using System.Linq;
using System.Text;
using Mcp.Generators.Json;

namespace Mcp.Generators.Pins.Binding;

/// <summary>A server's own texts as they may stand in comments: they are data, and must not end a comment or break its XML.</summary>
internal static class PinText
{
    private const int LongestWord = 100;

    // Nobody reads more in an editor, and the compiler takes a second for each million characters of comments.
    private const int LongestText = 10_000;

    /// <summary>What a schema says of itself: its description, or else its title.</summary>
    public static string? Of(JsonNode schema) => Clean(Text(schema, "description")) ?? Clean(Text(schema, "title"));

    /// <summary>What a member or an argument says of itself, with what the server takes when it is left out.</summary>
    public static string? OfMember(JsonNode schema, SchemaForm form)
    {
        var text = Of(schema) ?? (ReferenceEquals(schema, form.Node) ? null : Of(form.Node));
        var parts = new[]
        {
            text,
            form.Values.Count > 0 && form.Values[0].Kind == JsonKind.Number ? Clean($"One of {string.Join(", ", form.Values.Select(static value => value.Text))}.") : null,
            (schema["default"] ?? form.Node["default"]) is { Kind: not JsonKind.Null } value ? Clean($"The server's default: {JsonText.Compact(value)}") : null,
        };
        var all = string.Join("\n", parts.Where(static part => part is not null));
        return all.Length == 0 ? null : all;
    }

    /// <summary>A text without what a comment cannot hold; words that never end are broken, and a text that never ends is cut. Null when nothing is left.</summary>
    public static string? Clean(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (text!.Length > LongestText)
        {
            text = text.Substring(0, LongestText) + " …";
        }

        var clean = new StringBuilder(text.Length);
        var word = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var isPair = i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]);
            var c = text[i] switch
            {
                '\n' or '\u0085' or '\u2028' or '\u2029' => '\n',
                var odd when char.IsControl(odd) || odd is '\uFFFE' or '\uFFFF' || (char.IsSurrogate(odd) && !isPair) => ' ',
                var plain => plain,
            };
            word = c is ' ' or '\n' ? 0 : word + 1;
            if (word > LongestWord)
            {
                clean.Append(' ');
                word = 1;
            }

            clean.Append(c);
            if (isPair)
            {
                clean.Append(text[++i]);
            }
        }

        return clean.ToString().Trim() is { Length: > 0 } left ? left : null;
    }

    private static string? Text(JsonNode node, string name) => node[name] is { Kind: JsonKind.String, Text.Length: > 0 } text ? text.Text : null;
}
