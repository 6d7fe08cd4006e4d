using Mcp.Wire;

namespace Mcp.Sessions;

/// <summary>The answer to a ping: an empty result, at once, whatever else is going on.</summary>
internal static class PingAnswer
{
    public static void Send(Session session, in Envelope request)
    {
        var id = PeerRequestId.From(request);
        McpJsonWriter writer = McpJsonWriter.Rent(session.Services.Buffers);
        writer.WriteRaw("{\"jsonrpc\":\"2.0\",\"id\":"u8);
        id.Write(writer);
        writer.WriteRaw(",\"result\":{}}"u8);
        session.Answer(request, writer.Detach());
    }
}
