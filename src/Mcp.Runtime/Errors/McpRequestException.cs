namespace Mcp;

/// <summary>Thrown by a handler to answer the peer's request with this JSON-RPC error instead of −32603 (internal error).</summary>
public sealed class McpRequestException : Exception
{
    /// <summary>Creates the error that the peer will receive.</summary>
    /// <param name="code">A JSON-RPC error code, see <see cref="McpErrorCodes"/>.</param>
    /// <param name="message">The text for the peer. It leaves this process: no secrets.</param>
    /// <param name="data">Optional details for the peer.</param>
    public McpRequestException(int code, string message, McpJson? data = null)
        : base(message)
    {
        Code = code;
        ErrorData = data;
    }

    /// <summary>The JSON-RPC error code.</summary>
    public int Code { get; }

    /// <summary>The error's <c>data</c> member.</summary>
    public McpJson? ErrorData { get; }
}
