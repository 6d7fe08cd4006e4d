namespace Mcp;

/// <summary>
/// Whether a tool's call that was sent, and whose connection was lost before the answer came, is sent again: the server may have carried it
/// out already. What a contract or the call itself says comes first (<see cref="McpToolAttribute.Idempotent"/>, <see cref="McpCallOptions.Retry"/>).
/// </summary>
public enum McpToolRetry
{
    /// <summary>Never: it fails as sent, and the app decides.</summary>
    Never,

    /// <summary>Where the tool's annotations say <c>readOnlyHint</c>. The server is asked after the loss, and trusted.</summary>
    ReadOnlyHint,

    /// <summary>Where they say <c>idempotentHint</c> or <c>readOnlyHint</c>. The server is asked after the loss, and trusted.</summary>
    IdempotentHint,

    /// <summary>Always: every tool of this server may be called twice.</summary>
    Always,
}
