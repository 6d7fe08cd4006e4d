using Mcp.Buffers;
using Mcp.Wire;

namespace Mcp.Transports;

/// <summary>One whole message on its way out. Whoever holds it last returns its payload.</summary>
internal readonly record struct OutboundFrame
{
    public required Payload Payload { get; init; }

    /// <summary>The id of our request; 0 for a notification or an answer.</summary>
    public int RequestId { get; init; }

    /// <summary>The request's method; <see langword="null"/> for a notification or an answer.</summary>
    public McpMethod? Method { get; init; }

    /// <summary>Which arguments HTTP mirrors into headers, if the live tool's schema asks for it.</summary>
    public HeaderProjection? Projection { get; init; }

    /// <summary>The request of the peer that this frame answers or belongs to: an HTTP server sends it on that request's stream.</summary>
    public PeerRequestId? Related { get; init; }

    /// <summary>The revision in force when the frame was encoded; <see langword="null"/> during the handshake.</summary>
    public McpRevision? Revision { get; init; }
}
