using System.Collections.Generic;
using System.Text;

namespace Mcp.Generators.Emit;

/// <summary>XML documentation from prose.</summary>
internal static class DocComment
{
    private const int LineLength = 120;

    /// <summary>Writes a summary; nothing when there is no text.</summary>
    public static void Summary(SourceWriter writer, string? text) => Element(writer, "summary", text);

    /// <summary>Writes remarks; nothing when there is no text.</summary>
    public static void Remarks(SourceWriter writer, string? text) => Element(writer, "remarks", text);

    /// <summary>Writes what a parameter is.</summary>
    public static void Parameter(SourceWriter writer, string name, string text) => Element(writer, "param", text, $" name=\"{name}\"");

    private static void Element(SourceWriter writer, string element, string? text, string attribute = "")
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return;
        }

        var escaped = Escape(text!);
        if (escaped.Length <= LineLength && escaped.IndexOf('\n') < 0)
        {
            writer.Line($"/// <{element}{attribute}>{escaped}</{element}>");
            return;
        }

        writer.Line($"/// <{element}{attribute}>");
        foreach (var line in Wrap(escaped))
        {
            writer.Line("/// " + line);
        }

        writer.Line($"/// </{element}>");
    }

    public static string Escape(string text)
        => text.Trim().Replace("\r", "").Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    private static IEnumerable<string> Wrap(string text)
    {
        foreach (var paragraph in text.Split('\n'))
        {
            var line = new StringBuilder();
            foreach (var word in paragraph.Split(' '))
            {
                if (line.Length > 0 && line.Length + 1 + word.Length > LineLength)
                {
                    yield return line.ToString();
                    line.Clear();
                }

                line.Append(line.Length > 0 ? " " : "").Append(word);
            }

            if (line.Length > 0)
            {
                yield return line.ToString();
            }
        }
    }
}
