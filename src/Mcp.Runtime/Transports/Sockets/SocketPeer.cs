namespace Mcp.Transports.Sockets;

/// <summary>Who is at the other end of a socket, bare or under TLS: its end is told in the socket's words.</summary>
internal class SocketPeer(TimeProvider time, TimeSpan grace = default) : AnonymousPeer(time, grace)
{
    public override ValueTask<McpCloseInfo> FinishAsync(McpCloseInfo close) => new(SocketFailures.Describe(close));
}

/// <summary>A server that was reached under TLS.</summary>
internal sealed class TlsServerPeer(TimeProvider time) : SocketPeer(time)
{
    public override ValueTask<McpCloseInfo> FinishAsync(McpCloseInfo close) => new(SocketFailures.DescribeTls(close, HasSpoken));
}
