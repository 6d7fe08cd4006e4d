namespace Mcp;

/// <summary>Client and server have no revision in common, or the handshake was not understood.</summary>
public sealed class McpNegotiationException : McpException
{
    /// <summary>Creates the error.</summary>
    public McpNegotiationException(string message, IReadOnlyList<string> offered, IReadOnlyList<string> supported, Exception? innerException = null)
        : base(message, innerException)
    {
        Offered = offered;
        Supported = supported;
    }

    /// <summary>The revisions that this side accepts.</summary>
    public IReadOnlyList<string> Offered { get; }

    /// <summary>The revisions that the peer named; empty when it named none.</summary>
    public IReadOnlyList<string> Supported { get; }
}
