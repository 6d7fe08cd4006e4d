using System.Net;
using System.Net.Sockets;
using Mcp.Transports.Sockets;

namespace Mcp.Transports.Listening;

/// <summary>A TCP port.</summary>
internal sealed class TcpAcceptor : Acceptor
{
    private readonly Socket _socket;

    /// <param name="endPoint">Address and port; port 0 takes a free one.</param>
    /// <param name="isSecure">Whether TLS is spoken on it, for its address.</param>
    /// <exception cref="SocketException">The port is taken, or not allowed.</exception>
    public TcpAcceptor(IPEndPoint endPoint, bool isSecure)
    {
        _socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            _socket.Bind(endPoint);
            _socket.Listen();
            EndPoint = (IPEndPoint)_socket.LocalEndPoint!;
            Address = $"{(isSecure ? "tls" : "tcp")}://{EndPoint}";
        }
        catch
        {
            _socket.Dispose();
            throw;
        }
    }

    public IPEndPoint EndPoint { get; }

    public override string Address { get; }

    public override async ValueTask<Stream> AcceptAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Socket client = await _socket.AcceptAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                client.NoDelay = true;
                KeepAlive.Set(client);
                return new NetworkStream(client, ownsSocket: true);
            }
            catch (Exception error) when (error is SocketException or IOException)
            {
                // It has gone while it was let in: nobody else shall wait because of that.
                client.Dispose();
            }
        }
    }

    public override void Dispose() => _socket.Dispose();
}
