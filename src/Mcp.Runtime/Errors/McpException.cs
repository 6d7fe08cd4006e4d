namespace Mcp;

/// <summary>The base of every error of this library. Each failed call gets an exception of its own; a shared cause is its <see cref="Exception.InnerException"/>.</summary>
public abstract class McpException : Exception
{
    private protected McpException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Whether the same call may succeed later without a change on this side.</summary>
    public virtual bool IsTransient => false;

    /// <summary>How far the request got.</summary>
    public McpDisposition Disposition { get; init; } = McpDisposition.Unknown;

    /// <summary>The protocol method of the failed call, or <see langword="null"/> when no single call failed.</summary>
    public string? Method { get; init; }
}
