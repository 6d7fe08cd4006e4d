using Mcp.Pooling;

namespace Mcp;

/// <summary>A server that belongs into a <see cref="McpClientGroup"/>: its name there, and how to reach it.</summary>
public sealed class McpGroupServer
{
    /// <summary>Names a server.</summary>
    /// <param name="name">Letters, digits, <c>-</c> and <c>_</c>, without two <c>_</c> in a row and without one at the end: it stands before the names of the
    /// server's tools and prompts.</param>
    /// <param name="transport">How to reach it.</param>
    /// <exception cref="ArgumentException">The name is none.</exception>
    public McpGroupServer(string name, McpTransport transport)
    {
        QualifiedName.Check(name, nameof(name));
        ArgumentNullException.ThrowIfNull(transport);
        Name = name;
        Transport = transport;
    }

    /// <summary>Its name in the group.</summary>
    public string Name { get; }

    /// <summary>How to reach it.</summary>
    public McpTransport Transport { get; }

    /// <summary>
    /// How its connection behaves; defaults when left out. With <see cref="McpReconnectOptions.RetryInitialConnect"/> a server that cannot be
    /// connected is tried again in the background, as a member of the group without a connection.
    /// </summary>
    public McpClientOptions? Options { get; init; }

    /// <summary>Makes it several connections, see <see cref="McpClientPool"/>; one when left out.</summary>
    public McpPoolOptions? Pool { get; init; }
}
