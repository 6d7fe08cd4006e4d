using Mcp.Options;
using Mcp.Transports;
using Mcp.Transports.Http;

namespace Mcp;

/// <summary>How to reach a server. Immutable and reusable: each connect opens a new connection.</summary>
public abstract class McpTransport
{
    private protected McpTransport()
    {
    }

    /// <summary>What is reached, for logs and error texts; no secrets.</summary>
    public abstract string Description { get; }

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

    /// <summary>Opens a connection.</summary>
    /// <exception cref="McpConnectionException">The server cannot be reached.</exception>
    internal abstract ValueTask<IConnection> OpenAsync(RuntimeServices services, CancellationToken cancellationToken);
}
