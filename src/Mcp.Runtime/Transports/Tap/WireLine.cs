using System.Globalization;
using System.Text;
using Mcp.Wire;

namespace Mcp.Transports.Tap;

/// <summary>One line of text for one frame.</summary>
internal static class WireLine
{
    public static string Format(bool sent, in McpFrameInfo frame, ReadOnlySpan<byte> utf8, bool payloads)
    {
        string head = string.Create(CultureInfo.InvariantCulture, $"{frame.Timestamp:HH:mm:ss.ffffff} #{frame.Connection} {frame.Target} {(sent ? "->" : "<-")}");
        return OnOneLine(payloads ? $"{head} {Redaction.Apply(utf8)}" : $"{head} {Describe(utf8)}");
    }

    /// <summary>A peer chooses its methods' names, and must not write lines of its own into the log or colours onto a terminal.</summary>
    private static string OnOneLine(string line)
    {
        return line.Any(BreaksLine) ? string.Concat(line.Select(static character => BreaksLine(character) ? '\uFFFD' : character)) : line;

        static bool BreaksLine(char character) => char.IsControl(character) || character is '\u2028' or '\u2029';
    }

    /// <summary>What a frame is, without a word of what it says: a method, an id, a size.</summary>
    private static string Describe(ReadOnlySpan<byte> utf8)
    {
        Envelope envelope = EnvelopeScanner.Scan(utf8);
        string id = envelope.Id is IdKind.Absent ? "" : $" {Encoding.UTF8.GetString(envelope.IdText)}";
        string what = envelope.Kind switch
        {
            FrameKind.Request => $"request {Encoding.UTF8.GetString(envelope.Method)}{id}",
            FrameKind.Notification => $"notification {Encoding.UTF8.GetString(envelope.Method)}",
            FrameKind.Result => $"result{id}",
            FrameKind.Error => $"error{id}",
            _ when envelope.Fault == FrameFault.Array => "batch",
            _ => "no message",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{what} ({utf8.Length} B)");
    }
}
