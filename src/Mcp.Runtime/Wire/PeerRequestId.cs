using System.Text;
using Mcp;

namespace Mcp.Wire;

/// <summary>The id of a request that the peer sent: echoed in the same JSON kind and text. 7 and "7" are different ids.</summary>
internal readonly record struct PeerRequestId(long Number, string? Text)
{
    public static PeerRequestId From(in Envelope envelope) =>
        envelope.Id == IdKind.Number ? new(envelope.NumericId, null) : new(0, Encoding.UTF8.GetString(envelope.IdText));

    public McpJson ToJson() => McpJson.Parse(Text ?? Number.ToString(System.Globalization.CultureInfo.InvariantCulture));

    public void Write(McpJsonWriter writer)
    {
        if (Text is null)
            writer.WriteNumber(Number);
        else
            writer.WriteRaw(Encoding.UTF8.GetBytes(Text));
    }
}
