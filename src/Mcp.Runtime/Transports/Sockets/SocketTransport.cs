using System.Net;
using System.Net.Sockets;
using Mcp.Diagnostics;
using Mcp.Options;

namespace Mcp.Transports.Sockets;

/// <summary>A server behind a stream socket; frames are lines, as over stdio.</summary>
internal sealed class SocketTransport : McpTransport
{
    private static readonly TimeSpan KeepAliveTime = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan KeepAliveInterval = TimeSpan.FromSeconds(10);
    private const int KeepAliveProbes = 3;

    private readonly EndPoint _endPoint;

    private SocketTransport(EndPoint endPoint, string description, PeerAddress address)
    {
        _endPoint = endPoint;
        Description = description;
        Address = address;
    }

    public override string Description { get; }

    internal override PeerAddress Address { get; }

    public static SocketTransport ToPort(string host, int port) =>
        new(IPAddress.TryParse(host, out IPAddress? address) ? new IPEndPoint(address, port) : new DnsEndPoint(host, port),
            host.Contains(':', StringComparison.Ordinal) ? $"tcp://[{host}]:{port}" : $"tcp://{host}:{port}",
            new PeerAddress("tcp", null, host, port));

    public static SocketTransport ToPath(string path) =>
        new(new UnixDomainSocketEndPoint(path), $"unix:{path}", new PeerAddress("unix", null, path));

    internal override async ValueTask<IConnection> OpenAsync(RuntimeServices services, CancellationToken cancellationToken)
    {
        Socket? socket = null;
        try
        {
            socket = Create();
            await socket.ConnectAsync(_endPoint, cancellationToken).ConfigureAwait(false);
            Probe(socket);
            var stream = new NetworkStream(socket, ownsSocket: true);
            return new StreamConnection(services, stream, stream);
        }
        catch (Exception error)
        {
            socket?.Dispose();
            if (error is OperationCanceledException)
                throw;
            throw new McpConnectionException(new McpCloseInfo(McpCloseReason.ConnectFailed)
            {
                Error = error,
                Detail = error is SocketException refused
                    ? $"{Description} does not answer ({refused.SocketErrorCode}): {refused.Message.TrimEnd('.')}"
                    : $"{Description} cannot be reached: {error.Message.TrimEnd('.')}",
            })
            {
                Disposition = McpDisposition.NotSent,
            };
        }
    }

    private Socket Create()
    {
        if (_endPoint is UnixDomainSocketEndPoint)
            return new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        // Both families where the name may stand for either.
        Socket socket = _endPoint is IPEndPoint known
            ? new Socket(known.AddressFamily, SocketType.Stream, ProtocolType.Tcp)
            : new Socket(SocketType.Stream, ProtocolType.Tcp);
        // Frames are written whole, so waiting for more would only delay them.
        socket.NoDelay = true;
        return socket;
    }

    /// <summary>
    /// Without probes a peer that vanished is never missed. Not before the connection stands: before .NET 10, a socket with such options
    /// refuses to try the addresses of a name one after the other where that takes a new socket for each, as on Linux.
    /// </summary>
    private void Probe(Socket socket)
    {
        if (_endPoint is UnixDomainSocketEndPoint)
            return;
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, (int)KeepAliveTime.TotalSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, (int)KeepAliveInterval.TotalSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, KeepAliveProbes);
    }
}
