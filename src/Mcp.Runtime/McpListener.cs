using System.Net;
using Mcp.Transports.Listening;

namespace Mcp;

/// <summary>
/// Lets clients in on a TCP port, a Unix domain socket or a named pipe, and serves each in a session of its own; frames are lines. It listens from its
/// creation until it is disposed. Clients cannot touch each other: whatever one of them sends, or does not read, ends its own session at most.
/// Thread-safe.
/// </summary>
public sealed partial class McpListener : IAsyncDisposable
{
    /// <summary>Listens on a TCP port of <see cref="McpListenerOptions.Address"/>.</summary>
    /// <param name="server">Serves every client.</param>
    /// <param name="port">The port; 0 takes a free one, see <see cref="Port"/>.</param>
    /// <param name="options">How clients are let in.</param>
    /// <exception cref="System.Net.Sockets.SocketException">The port is taken, or not allowed.</exception>
    /// <exception cref="ArgumentException">An option is not usable; the message names it.</exception>
    public static McpListener Tcp(McpServer server, int port, McpListenerOptions? options = null) => Tcp(Always(server), port, options);

    /// <summary>Listens on a TCP port, with a server for each client.</summary>
    /// <inheritdoc cref="Tcp(McpServer, int, McpListenerOptions?)"/>
    /// <param name="newServer">Called for each client; if it throws, that client's connection is closed and the error logged.</param>
    /// <param name="port">The port; 0 takes a free one.</param>
    /// <param name="options">How clients are let in.</param>
    public static McpListener Tcp(Func<McpServer> newServer, int port, McpListenerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(newServer);
        ArgumentOutOfRangeException.ThrowIfLessThan(port, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, 65_535);
        McpListenerOptions settings = (options ?? new McpListenerOptions()).Snapshot();
        return new McpListener(new TcpAcceptor(new IPEndPoint(settings.Address, port), settings.Tls is not null), newServer, settings);
    }

    /// <summary>Listens on a Unix domain socket, for this user alone. The file must not be in use; one that a dead process has left is replaced. It is deleted at the end.</summary>
    /// <param name="server">Serves every client.</param>
    /// <param name="path">The socket's path.</param>
    /// <param name="options">How clients are let in.</param>
    /// <exception cref="System.Net.Sockets.SocketException">Somebody listens there already, or the path is not allowed.</exception>
    /// <exception cref="ArgumentException">An option is not usable, or the path is longer than the system allows (about 100 bytes).</exception>
    public static McpListener UnixSocket(McpServer server, string path, McpListenerOptions? options = null) => UnixSocket(Always(server), path, options);

    /// <summary>Listens on a Unix domain socket, with a server for each client.</summary>
    /// <inheritdoc cref="UnixSocket(McpServer, string, McpListenerOptions?)"/>
    /// <param name="newServer">Called for each client; if it throws, that client's connection is closed and the error logged.</param>
    /// <param name="path">The socket's path.</param>
    /// <param name="options">How clients are let in.</param>
    public static McpListener UnixSocket(Func<McpServer> newServer, string path, McpListenerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(newServer);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        McpListenerOptions settings = WithoutTls(options);
        return new McpListener(new UnixSocketAcceptor(path), newServer, settings);
    }

    /// <summary>Listens on a named pipe of this machine, for this user alone. On Unix the pipe is a socket file below the folder for temporary files.</summary>
    /// <param name="server">Serves every client.</param>
    /// <param name="name">The pipe's name.</param>
    /// <param name="options">How clients are let in.</param>
    /// <exception cref="IOException">The name is taken.</exception>
    /// <exception cref="ArgumentException">An option is not usable.</exception>
    public static McpListener NamedPipe(McpServer server, string name, McpListenerOptions? options = null) => NamedPipe(Always(server), name, options);

    /// <summary>Listens on a named pipe, with a server for each client.</summary>
    /// <inheritdoc cref="NamedPipe(McpServer, string, McpListenerOptions?)"/>
    /// <param name="newServer">Called for each client; if it throws, that client's connection is closed and the error logged.</param>
    /// <param name="name">The pipe's name.</param>
    /// <param name="options">How clients are let in.</param>
    public static McpListener NamedPipe(Func<McpServer> newServer, string name, McpListenerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(newServer);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        McpListenerOptions settings = WithoutTls(options);
        return new McpListener(new NamedPipeAcceptor(name), newServer, settings);
    }

    /// <summary>Where it listens, as <see cref="McpTransport.Parse"/> reads it: <c>tcp://127.0.0.1:5123</c>, <c>unix:/run/mcp.sock</c>, <c>pipe:weather</c>.</summary>
    public string Address => _acceptor.Address;

    /// <summary>The TCP port; <see langword="null"/> where there is none.</summary>
    public int? Port => EndPoint?.Port;

    /// <summary>The TCP address and port; <see langword="null"/> where there is none.</summary>
    public IPEndPoint? EndPoint => (_acceptor as TcpAcceptor)?.EndPoint;

    /// <summary>How many clients are being served.</summary>
    public int Sessions => Volatile.Read(ref _sessions);

    private static Func<McpServer> Always(McpServer server)
    {
        ArgumentNullException.ThrowIfNull(server);
        return () => server;
    }

    private static McpListenerOptions WithoutTls(McpListenerOptions? options)
    {
        McpListenerOptions settings = (options ?? new McpListenerOptions()).Snapshot();
        return settings.Tls is null ? settings : throw new ArgumentException("Tls is for TCP listeners: this one is reached by this machine's own user alone.", nameof(options));
    }
}
