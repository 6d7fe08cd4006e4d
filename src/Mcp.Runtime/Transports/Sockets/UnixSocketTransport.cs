using System.Net.Sockets;
using Mcp.Diagnostics;
using Mcp.Options;

namespace Mcp.Transports.Sockets;

/// <summary>A server behind a Unix domain socket; frames are lines, as over stdio.</summary>
internal sealed class UnixSocketTransport(string path) : McpTransport
{
    private readonly UnixDomainSocketEndPoint _endPoint = new(path);

    public override string Description { get; } = $"unix:{path}";

    internal override PeerAddress Address { get; } = new("unix", null, path);

    internal override async ValueTask<IConnection> OpenAsync(RuntimeServices services, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(_endPoint, cancellationToken).ConfigureAwait(false);
            var stream = new NetworkStream(socket, ownsSocket: true);
            return new StreamConnection(services, stream, stream, new SocketPeer(services.Time));
        }
        catch (Exception error)
        {
            socket.Dispose();
            if (error is OperationCanceledException && cancellationToken.IsCancellationRequested)
                throw;
            throw SocketFailures.Connect(Description, error);
        }
    }
}
