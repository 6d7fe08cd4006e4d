namespace Mcp;

/// <summary>The peer broke the protocol: framing, JSON-RPC shape, or a rule of the revision.</summary>
public sealed class McpProtocolException : McpException
{
    /// <summary>Creates the error.</summary>
    public McpProtocolException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
