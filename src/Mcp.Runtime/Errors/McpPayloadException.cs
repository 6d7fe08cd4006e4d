namespace Mcp;

/// <summary>A message's content does not fit the type that was asked for, or parameters could not be written. The connection is not affected.</summary>
public sealed class McpPayloadException : McpException
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">What was expected, what came, and where.</param>
    /// <param name="innerException">The reader's or writer's own error.</param>
    public McpPayloadException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Where in the JSON that was read it went wrong, in bytes; negative when that is not known.</summary>
    internal long Offset { get; init; } = -1;

    /// <summary>What is wrong, to follow the name of the value that it is about; null when the message cannot be put so.</summary>
    internal string? Fault { get; init; }

    /// <summary>The message with a path in the place of a byte's number.</summary>
    internal string At(string path) => Fault is null ? $"{path}: {Message}" : $"{path} {Fault}.";
}
