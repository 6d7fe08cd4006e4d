using Mcp.Options;
using Mcp.Transports;

namespace Mcp;

/// <summary>How to reach a server. Immutable and reusable: each connect opens a new connection.</summary>
public abstract class McpTransport
{
    private protected McpTransport()
    {
    }

    /// <summary>What is reached, for logs and error texts; no secrets.</summary>
    public abstract string Description { get; }

    /// <summary>Opens a connection.</summary>
    /// <exception cref="McpConnectionException">The server cannot be reached.</exception>
    internal abstract ValueTask<IConnection> OpenAsync(RuntimeServices services, CancellationToken cancellationToken);
}
