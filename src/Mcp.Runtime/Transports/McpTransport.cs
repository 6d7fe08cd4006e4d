using Mcp.Diagnostics;
using Mcp.Options;
using Mcp.Transports;
using Mcp.Transports.Http;
using Mcp.Transports.Parsing;
using Mcp.Transports.Pipes;
using Mcp.Transports.Sockets;
using Mcp.Transports.Stdio;
using Mcp.Transports.Streams;
using Mcp.Transports.WebSockets;

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
        return Tcp(new McpTcpOptions { Host = host, Port = port });
    }

    /// <summary>A server behind a TCP port as the options say, with TLS if they ask for it; frames are lines. They are read once, here.</summary>
    /// <exception cref="ArgumentException">An option is not usable; the message names it.</exception>
    public static McpTransport Tcp(McpTcpOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new TcpTransport(options.Snapshot());
    }

    /// <summary>A server behind a Unix domain socket; frames are lines.</summary>
    /// <param name="path">The socket's path.</param>
    /// <exception cref="ArgumentException">There is no path, or it is longer than the system allows (about 100 bytes).</exception>
    public static McpTransport UnixSocket(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return new UnixSocketTransport(path);
    }

    /// <summary>A server behind a named pipe of this machine; frames are lines. On Unix the pipe is a socket file below the folder for temporary files.</summary>
    /// <param name="name">The pipe's name, without <c>\\.\pipe\</c>.</param>
    /// <exception cref="ArgumentException">There is no name.</exception>
    public static McpTransport NamedPipe(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return new NamedPipeTransport(name);
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

    /// <summary>A server behind a WebSocket; each text message is a frame. The subprotocol <c>mcp</c> is offered, and a server may choose none.</summary>
    /// <exception cref="ArgumentException">The endpoint is no absolute <c>ws</c> or <c>wss</c> URL.</exception>
    public static McpTransport WebSocket(Uri endpoint) => WebSocket(new McpWebSocketOptions { Endpoint = endpoint });

    /// <summary>A server behind a WebSocket as the options say; they are read once, here.</summary>
    /// <exception cref="ArgumentException">An option is not usable; the message names it.</exception>
    public static McpTransport WebSocket(McpWebSocketOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new WebSocketTransport(options.Snapshot());
    }

    /// <summary>
    /// A transport from one string, for configuration: <c>https://…</c> and <c>http://…</c>, <c>wss://…</c> and <c>ws://…</c>, <c>tcp://host:port</c>,
    /// <c>tls://host:port</c> (TCP with TLS), <c>unix:/path</c>, <c>pipe:name</c>; everything else is a command with its arguments, as
    /// <c>npx -y some-server "/home/me/my files"</c>.
    /// </summary>
    /// <remarks>
    /// In a command blanks separate. Between double quotes <c>\"</c> is a quote and <c>\\</c> a backslash; between single quotes everything stands for
    /// itself; every other backslash does, too. Parts that touch are one argument, and a pair of quotes with nothing in it is an empty one. No shell sees
    /// the text: variables and patterns are not expanded. A command that looks like an address goes into quotes.
    /// </remarks>
    /// <exception cref="FormatException">The text is none of these; the message says what was understood and how to mend it.</exception>
    public static McpTransport Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TransportParser.Parse(text);
    }

    /// <summary>Opens a connection.</summary>
    /// <exception cref="McpConnectionException">The server cannot be reached.</exception>
    internal abstract ValueTask<IConnection> OpenAsync(RuntimeServices services, CancellationToken cancellationToken);
}
