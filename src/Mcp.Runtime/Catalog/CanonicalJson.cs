using System.Text.Json;

namespace Mcp.Catalog;

/// <summary>JSON in one form only: members sorted by name, indented by two, line feeds. Equal values give equal bytes, and a change is a small diff.</summary>
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
                writer.WriteString(value.ReadString());
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
        var members = new List<(string Name, McpJson Value)>();
        value.StartObject("value");
        while (value.NextProperty())
            members.Add((value.GetName(), value.ReadJson()));
        writer.WriteRaw("{"u8);
        bool first = true;
        foreach ((string name, McpJson member) in members.OrderBy(member => member.Name, StringComparer.Ordinal))
        {
            if (!first)
                writer.WriteRaw(","u8);
            first = false;
            NewLine(writer, indent + 1);
            writer.WriteString(name);
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
}
