using System.Net.Sockets;

namespace Mcp.Transports.Sockets;

/// <summary>Without probes a peer that vanished is never missed: after 30 s of silence one goes out every 10 s, and the third without an answer is the end.</summary>
internal static class KeepAlive
{
    public const int TimeSeconds = 30;
    public const int IntervalSeconds = 10;
    public const int Probes = 3;

    /// <summary>
    /// To be called when the connection stands: before .NET 10, a socket with such options refuses to try the addresses of a name one after the
    /// other where that takes a new socket for each, as on Linux.
    /// </summary>
    public static void Set(Socket socket)
    {
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, TimeSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, IntervalSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, Probes);
    }
}
