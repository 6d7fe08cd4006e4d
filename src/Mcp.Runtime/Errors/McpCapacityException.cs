namespace Mcp;

/// <summary>A limit of this side was reached; the message names it and the option that moves it.</summary>
public sealed class McpCapacityException : McpException
{
    /// <summary>Creates the error.</summary>
    public McpCapacityException(string message)
        : base(message, null)
    {
        Disposition = McpDisposition.NotSent;
    }

    /// <inheritdoc/>
    public override bool IsTransient => true;
}
