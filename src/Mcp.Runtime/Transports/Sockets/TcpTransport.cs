using System.Net;
using System.Net.Sockets;
using Mcp.Diagnostics;
using Mcp.Options;

namespace Mcp.Transports.Sockets;

/// <summary>A server behind a TCP port, with or without TLS; frames are lines, as over stdio.</summary>
internal sealed class TcpTransport(TcpEndpoint endpoint) : McpTransport
{
    public override string Description { get; } = endpoint.Description;

    internal override PeerAddress Address { get; } = new("tcp", null, endpoint.Host, endpoint.Port);

    internal override async ValueTask<IConnection> OpenAsync(RuntimeServices services, CancellationToken cancellationToken)
    {
        Stream? stream = null;
        try
        {
            stream = endpoint.Connect is { } connect
                ? await connect(new DnsEndPoint(endpoint.Host, endpoint.Port), cancellationToken).ConfigureAwait(false)
                : await ConnectAsync(cancellationToken).ConfigureAwait(false);
            if (endpoint.Tls is { } tls)
                stream = await TlsHandshake.AsClientAsync(stream, tls, endpoint, cancellationToken).ConfigureAwait(false);
            return new StreamConnection(services, stream, stream, endpoint.Tls is null ? new SocketPeer(services.Time) : new TlsServerPeer(services.Time));
        }
        catch (Exception error)
        {
            if (stream is not null)
                await stream.DisposeAsync().ConfigureAwait(false);
            if (error is McpException || (error is OperationCanceledException && cancellationToken.IsCancellationRequested))
                throw;
            throw SocketFailures.Connect(Description, error);
        }
    }

    /// <summary>A socket of our own.</summary>
    internal async ValueTask<NetworkStream> ConnectAsync(CancellationToken cancellationToken)
    {
        EndPoint to = IPAddress.TryParse(endpoint.Host, out IPAddress? address) ? new IPEndPoint(address, endpoint.Port) : new DnsEndPoint(endpoint.Host, endpoint.Port);
        // Both families where the name may stand for either.
        Socket socket = address is not null
            ? new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp)
            : new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            // Frames are written whole, so waiting for more would only delay them.
            socket.NoDelay = true;
            await socket.ConnectAsync(to, cancellationToken).ConfigureAwait(false);
            KeepAlive.Set(socket);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
