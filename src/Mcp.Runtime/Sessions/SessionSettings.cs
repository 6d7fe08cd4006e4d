using Mcp.Diagnostics;

namespace Mcp.Sessions;

/// <summary>What one side of a session is and accepts; the same for every connection of a client or server.</summary>
internal sealed record SessionSettings
{
    public required string Name { get; init; }

    public required string Version { get; init; }

    public string? Instructions { get; init; }

    /// <summary>The revisions that this side accepts, best first.</summary>
    public required IReadOnlyList<McpRevision> Revisions { get; init; }

    public SessionHandlers Handlers { get; init; } = SessionHandlers.None;

    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(60);

    public TimeSpan MaxRequestTime { get; init; } = TimeSpan.FromMinutes(10);

    public TimeSpan NegotiateTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Where the peer is, for telemetry.</summary>
    public PeerAddress Address { get; init; } = PeerAddress.Pipe;

    public int MaxInputRounds { get; init; } = 10;

    /// <summary>Whether a client compares what tools answer with what they say they do.</summary>
    public McpResultValidation ResultValidation { get; init; }

    /// <summary>What requests of the stateless era ask for; it changes while sessions run.</summary>
    public RequestLogLevel LogLevel { get; } = new();
}

/// <summary>What the handshake or the discovery told about the peer.</summary>
internal sealed record PeerDescription(McpRevision Revision, McpJson Capabilities, McpJson Implementation, string? Instructions);
