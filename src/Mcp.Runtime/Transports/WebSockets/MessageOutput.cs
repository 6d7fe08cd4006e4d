using System.Net.WebSockets;

namespace Mcp.Transports.WebSockets;

/// <summary>Each write is one text message. Closing it does nothing: how the socket ends is the peer's part.</summary>
internal sealed class MessageOutput(WebSocket socket) : OneWayStream
{
    public override bool CanWrite => true;

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        socket.SendAsync(buffer, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
}
