using Mcp.Diagnostics;
using Mcp.Options;
using Mcp.Transports;
using Mcp.Transports.Http;
using Mcp.Transports.Stdio;

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

    /// <summary>Opens a connection.</summary>
    /// <exception cref="McpConnectionException">The server cannot be reached.</exception>
    internal abstract ValueTask<IConnection> OpenAsync(RuntimeServices services, CancellationToken cancellationToken);
}
