using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mcp.Protocol.Tests.Properties.Kit;

/// <summary>The same JSON in another spelling.</summary>
internal static class JsonPrinter
{
    /// <param name="Order">In which order an object's members stand; as they are when it is null.</param>
    /// <param name="IsEscaped">Whether each character of each text is written as an escape.</param>
    /// <param name="IsIndented">Whether there is white space, with both kinds of line break, wherever JSON allows it.</param>
    public sealed record Style(Func<IEnumerable<KeyValuePair<string, JsonNode?>>, IEnumerable<KeyValuePair<string, JsonNode?>>>? Order = null, bool IsEscaped = false, bool IsIndented = false);

    public static byte[] Print(JsonNode? node, Style style)
    {
        var text = new StringBuilder();
        Append(text, node, style);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Append(StringBuilder text, JsonNode? node, Style style)
    {
        switch (node)
        {
            case JsonObject value:
                IEnumerable<KeyValuePair<string, JsonNode?>> members = style.Order?.Invoke(value) ?? value;
                AppendItems(text, '{', members, '}', style, member =>
                {
                    AppendText(text, member.Key, style);
                    Space(text, style).Append(':');
                    Space(text, style);
                    Append(text, member.Value, style);
                });
                break;
            case JsonArray items:
                AppendItems(text, '[', items, ']', style, item => Append(text, item, style));
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                AppendText(text, value.GetValue<string>(), style);
                break;
            default:
                text.Append(node?.ToJsonString() ?? "null");
                break;
        }
    }

    private static void AppendItems<T>(StringBuilder text, char open, IEnumerable<T> items, char close, Style style, Action<T> append)
    {
        text.Append(open);
        bool isFirst = true;
        foreach (T item in items)
        {
            if (!isFirst)
                text.Append(',');
            isFirst = false;
            Space(text, style);
            append(item);
        }

        Space(text, style).Append(close);
    }

    private static StringBuilder Space(StringBuilder text, Style style) => style.IsIndented ? text.Append("\r\n \t\n") : text;

    private static void AppendText(StringBuilder text, string value, Style style)
    {
        if (!style.IsEscaped)
        {
            text.Append(JsonValue.Create(value).ToJsonString());
            return;
        }

        text.Append('"');
        foreach (char letter in value)
            text.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}");
        text.Append('"');
    }
}
