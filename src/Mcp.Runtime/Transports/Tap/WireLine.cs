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
        return payloads ? $"{head} {Redaction.Apply(utf8)}" : $"{head} {Describe(utf8)}";
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
