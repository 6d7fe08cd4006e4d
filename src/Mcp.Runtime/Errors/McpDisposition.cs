namespace Mcp;

/// <summary>What is known of a failed call's way to the peer. It decides whether repeating the call is safe.</summary>
public enum McpDisposition
{
    /// <summary>No byte of the request reached the connection. Repeating it cannot apply it twice.</summary>
    NotSent,

    /// <summary>The request was handed to the connection; the peer may have acted on it.</summary>
    Sent,

    /// <summary>It cannot be told whether the request left.</summary>
    Unknown,
}
