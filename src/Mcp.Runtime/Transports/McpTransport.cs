using Mcp.Diagnostics;
using Mcp.Options;
using Mcp.Transports;
using Mcp.Transports.Http;
using Mcp.Transports.Sockets;
using Mcp.Transports.Stdio;
using Mcp.Transports.Streams;

namespace Mcp;

/// <summary>How to reach a server. Immutable and reusable: each connect opens a new connection.</summary>
public abstract class McpTransport
{
    private protected McpTransport()
    {
    }

    /// <summary>What is reached, for logs and error texts; no secrets.</summary>
    public abstract string Description { get; }

    /// <summary>Where the server is, for telemetry.</summary>
    internal virtual PeerAddress Address => PeerAddress.Pipe;

    /// <summary>Whether each connection starts a process of its own: such a server is not tried without end.</summary>
    internal virtual bool StartsProcess => false;

    /// <summary>Streamable HTTP to a server's one endpoint.</summary>
    /// <exception cref="ArgumentException">The endpoint is no absolute <c>http</c> or <c>https</c> URL.</exception>
    public static McpTransport Http(Uri endpoint) => Http(new McpHttpOptions { Endpoint = endpoint });

    /// <summary>Streamable HTTP as the options say; they are read once, here.</summary>
    /// <exception cref="ArgumentException">An option is not usable; the message names it.</exception>
    public static McpTransport Http(McpHttpOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new HttpTransport(options.Snapshot());
    }

    /// <summary>A server that is started as a child process and spoken to over its standard input and output.</summary>
    /// <param name="command">The program; it is looked for on <c>PATH</c>.</param>
    /// <param name="arguments">Its arguments, one each; no shell sees them.</param>
    public static McpTransport Stdio(string command, params string[] arguments) =>
        Stdio(new McpStdioOptions { Command = command, Arguments = [.. arguments] });

    /// <summary>A server that is started as a child process and spoken to over its standard input and output.</summary>
    /// <exception cref="ArgumentException">An option is missing or out of range.</exception>
    public static McpTransport Stdio(McpStdioOptions options) => new StdioTransport(options);

    /// <summary>A server behind a TCP port; frames are lines, without TLS.</summary>
    /// <param name="host">A name or an address.</param>
    /// <param name="port">From 1 to 65,535.</param>
    /// <exception cref="ArgumentException">There is no host, or the port is none.</exception>
    public static McpTransport Tcp(string host, int port)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(host);
        ArgumentOutOfRangeException.ThrowIfLessThan(port, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, 65_535);
        return SocketTransport.ToPort(host, port);
    }

    /// <summary>A server behind a Unix domain socket; frames are lines.</summary>
    /// <param name="path">The socket's path.</param>
    /// <exception cref="ArgumentException">There is no path, or it is longer than the system allows (about 100 bytes).</exception>
    public static McpTransport UnixSocket(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return SocketTransport.ToPath(path);
    }

    /// <summary>A server behind streams of your own; frames are lines.</summary>
    /// <param name="open">
    /// Opens the pair of streams: what the server writes, and what it reads. Called for each connect, also after a loss. The connection owns
    /// them and disposes both; the same stream may stand for both.
    /// </param>
    /// <param name="description">What it is, for logs and error texts; no secrets.</param>
    public static McpTransport Stream(Func<CancellationToken, ValueTask<(Stream Input, Stream Output)>> open, string description = "a stream")
    {
        ArgumentNullException.ThrowIfNull(open);
        ArgumentException.ThrowIfNullOrEmpty(description);
        return new StreamTransport(description, open);
    }

    /// <summary>Opens a connection.</summary>
    /// <exception cref="McpConnectionException">The server cannot be reached.</exception>
    internal abstract ValueTask<IConnection> OpenAsync(RuntimeServices services, CancellationToken cancellationToken);
}
