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

    /// <summary>There is no such resource: −32002 in revisions to 2025-11-25, −32602 (invalid parameters) since, with the URI as data.</summary>
    /// <param name="uri">What was asked for.</param>
    /// <param name="revision">The revision of the request (<see cref="McpRequestContext.Revision"/>).</param>
    public static McpRequestException ResourceNotFound(string uri, McpRevision revision)
    {
        ArgumentNullException.ThrowIfNull(uri);
        ArgumentNullException.ThrowIfNull(revision);
        return new McpRequestException(
            revision.Era == McpEra.Stateful ? McpErrorCodes.ResourceNotFound : McpErrorCodes.InvalidParams,
            "There is no such resource.",
            McpJson.Parse($"{{\"uri\":{McpJson.FromString(uri)}}}"));
    }
}
