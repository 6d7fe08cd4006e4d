namespace Mcp;

/// <summary>The error codes that MCP uses, from JSON-RPC 2.0 and from the revisions.</summary>
public static class McpErrorCodes
{
    /// <summary>The message was no JSON.</summary>
    public const int ParseError = -32700;

    /// <summary>The message was JSON, but no JSON-RPC request.</summary>
    public const int InvalidRequest = -32600;

    /// <summary>The method does not exist or is not offered.</summary>
    public const int MethodNotFound = -32601;

    /// <summary>The parameters do not fit the method.</summary>
    public const int InvalidParams = -32602;

    /// <summary>The handler failed.</summary>
    public const int InternalError = -32603;

    /// <summary>The peer has no room for another request. From the range that implementations may use freely.</summary>
    public const int ServerBusy = -32000;

    /// <summary>To 2025-11-25: there is no such resource. See <see cref="McpRequestException.ResourceNotFound"/>.</summary>
    public const int ResourceNotFound = -32002;

    /// <summary>2026-07-28: an HTTP header disagrees with the body, or a required one is missing.</summary>
    public const int HeaderMismatch = -32020;

    /// <summary>2026-07-28: the request needs a capability that the client did not declare.</summary>
    public const int MissingRequiredClientCapability = -32021;

    /// <summary>2026-07-28: the server does not speak the request's revision.</summary>
    public const int UnsupportedProtocolVersion = -32022;
}
