namespace Mcp;

/// <summary>A step of a client from one state to another.</summary>
/// <param name="From">The state that it left.</param>
/// <param name="To">The state that it is in now.</param>
/// <param name="Close">How the connection ended or the attempt failed, where that is the reason.</param>
/// <param name="Attempt">How many attempts had been made in vain when this happened; 0 while the connection stands.</param>
/// <param name="At">When, by the clock of the options.</param>
public sealed record McpStateChange(McpClientState From, McpClientState To, McpCloseInfo? Close, int Attempt, DateTimeOffset At)
{
    /// <summary>What the server of a further connection offers otherwise than the one before; <see langword="null"/> when nothing is different.</summary>
    public McpServerChange? Server { get; init; }
}
