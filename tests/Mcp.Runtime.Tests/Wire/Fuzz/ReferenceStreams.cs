using System.Text;

namespace Mcp.Runtime.Tests.Wire.Fuzz;

/// <summary>The frames and events of a stream that is there whole; one character stands for one byte.</summary>
internal static class ReferenceStreams
{
    private const string ByteOrderMark = "\u00ef\u00bb\u00bf";

    /// <summary>The lines that are frames, and the raw length of what each was cut from.</summary>
    public static List<(string Frame, int RawLength)> Lines(string stream, out string rest)
    {
        string[] lines = stream.Split('\n');
        var frames = new List<(string Frame, int RawLength)>();
        for (int i = 0; i < lines.Length - 1; i++)
            frames.Add((Trimmed(lines[i], first: i == 0), lines[i].Length));
        rest = lines[^1];
        return frames;
    }

    /// <summary>HTML Standard §9.2.6, rule by rule, but that an event whose data is empty counts as one without data.</summary>
    public static ReferenceEvents Events(string stream)
    {
        if (stream.StartsWith(ByteOrderMark, StringComparison.Ordinal))
            stream = stream[3..];
        string[] lines = stream.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n');
        var result = new ReferenceEvents();
        string name = "", id = "";
        var data = new List<string>();
        // What no line end closed is no line.
        foreach (string line in lines[..^1])
        {
            if (line == "")
            {
                result.LastEventId = id == "" && result.LastEventId is null ? null : Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(id));
                string joined = string.Join('\n', data);
                if (joined != "")
                    result.Events.Add((name, joined));
                name = "";
                data.Clear();
                continue;
            }

            int colon = line.IndexOf(':', StringComparison.Ordinal);
            string field = colon < 0 ? line : line[..colon];
            string value = colon < 0 ? "" : line[(colon + 1)..];
            if (value.StartsWith(' '))
                value = value[1..];
            if (field == "data")
                data.Add(value);
            else if (field == "event")
                name = value;
            else if (field == "id" && !value.Contains('\0', StringComparison.Ordinal))
                id = value;
            else if (field == "retry" && value != "" && value.All(char.IsAsciiDigit))
                result.Retry = value.TrimStart('0').Length > 10 ? int.MaxValue : (int)Math.Min(int.MaxValue, long.Parse(value));
        }

        return result;
    }

    private static string Trimmed(string line, bool first) =>
        (first && line.StartsWith(ByteOrderMark, StringComparison.Ordinal) ? line[3..] : line).Trim(' ', '\t', '\r');
}

internal sealed class ReferenceEvents
{
    public List<(string Name, string Data)> Events { get; } = [];

    public string? LastEventId { get; set; }

    public int? Retry { get; set; }
}
