namespace Mcp;

/// <summary>The connection was lost, refused, ended by the peer, or closed on this side.</summary>
public sealed class McpConnectionException : McpException
{
    /// <summary>Creates the error from what is known of the connection's end.</summary>
    public McpConnectionException(McpCloseInfo close, string? message = null)
        : base(message ?? close?.ToString() ?? "The connection was closed.", close?.Error)
    {
        Close = close ?? throw new ArgumentNullException(nameof(close));
    }

    /// <inheritdoc/>
    public override bool IsTransient => Close.IsTransient;

    /// <summary>How the connection ended.</summary>
    public McpCloseInfo Close { get; }
}
