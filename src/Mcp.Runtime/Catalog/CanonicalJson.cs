using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Mcp.Catalog;

/// <summary>
/// JSON in one form only: members sorted by name, the last of a repeated one, numbers in one spelling, indented by two, line feeds. Values
/// that <see cref="McpJson"/> calls equal give equal bytes, and a change is a small diff.
/// </summary>
internal static class CanonicalJson
{
    public static void Write(McpJsonWriter writer, ref McpJsonReader value, int indent)
    {
        switch (value.TokenType)
        {
            case JsonTokenType.StartObject:
                WriteObject(writer, ref value, indent);
                break;
            case JsonTokenType.StartArray:
                WriteArray(writer, ref value, indent);
                break;
            case JsonTokenType.String:
                WriteText(writer, value.DecodeText());
                break;
            case JsonTokenType.Number:
                writer.WriteRaw(Encoding.ASCII.GetBytes(JsonNumber.Parse(value.ReadRaw()).ToJson()));
                break;
            default:
                writer.WriteRaw(value.ReadRaw());
                break;
        }
    }

    public static void Write(McpJsonWriter writer, McpJson value, int indent)
    {
        McpJsonReader reader = value.GetReader();
        Write(writer, ref reader, indent);
    }

    /// <summary>Starts a line at a depth.</summary>
    public static void NewLine(McpJsonWriter writer, int indent)
    {
        writer.WriteRaw("\n"u8);
        for (int i = 0; i < indent; i++)
            writer.WriteRaw("  "u8);
    }

    private static void WriteObject(McpJsonWriter writer, ref McpJsonReader value, int indent)
    {
        var members = new SortedDictionary<string, McpJson>(StringComparer.Ordinal);
        value.StartObject("value");
        while (value.NextProperty())
            members[value.DecodeText()] = value.ReadJson();
        writer.WriteRaw("{"u8);
        bool first = true;
        foreach ((string name, McpJson member) in members)
        {
            if (!first)
                writer.WriteRaw(","u8);
            first = false;
            NewLine(writer, indent + 1);
            WriteText(writer, name);
            writer.WriteRaw(": "u8);
            Write(writer, member, indent + 1);
        }

        if (!first)
            NewLine(writer, indent);
        writer.WriteRaw("}"u8);
    }

    private static void WriteArray(McpJsonWriter writer, ref McpJsonReader value, int indent)
    {
        writer.WriteRaw("["u8);
        bool first = true;
        value.StartArray("value");
        while (value.NextItem())
        {
            if (!first)
                writer.WriteRaw(","u8);
            first = false;
            NewLine(writer, indent + 1);
            Write(writer, ref value, indent + 1);
        }

        if (!first)
            NewLine(writer, indent);
        writer.WriteRaw("]"u8);
    }

    private static void WriteText(McpJsonWriter writer, string text)
    {
        if (IsUnicode(text))
        {
            writer.WriteString(text);
            return;
        }

        // Half of a surrogate pair has no bytes of its own, only an escape; so such a text is in escapes but for plain ASCII.
        var escaped = new StringBuilder("\"");
        foreach (char unit in text)
            _ = unit is >= ' ' and <= '~' and not ('"' or '\\') ? escaped.Append(unit) : escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}");
        writer.WriteRaw(Encoding.ASCII.GetBytes(escaped.Append('"').ToString()));
    }

    private static bool IsUnicode(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !char.IsSurrogatePair(text, i++))
                return false;
        }

        return true;
    }
}
