namespace Mcp;

/// <summary>
/// Sees every frame that a client or server sends and receives: a wire tap for debugging. Set it in the options; without one there is
/// nothing in the way of a frame. Calls come from several threads at once, on the path of the message: be quick, and do not call back.
/// What it throws is logged and does no harm. Frames hold whatever the app sends, secrets included.
/// </summary>
public interface IMcpCallObserver
{
    /// <summary>A frame was handed to the connection. One whose call is given up at that moment may not leave after all.</summary>
    /// <param name="frame">Which connection, and when.</param>
    /// <param name="utf8">The message; valid during the call only.</param>
    void OnSent(in McpFrameInfo frame, ReadOnlySpan<byte> utf8);

    /// <summary>A frame came, before anybody has looked into it.</summary>
    /// <inheritdoc cref="OnSent"/>
    void OnReceived(in McpFrameInfo frame, ReadOnlySpan<byte> utf8);
}

/// <summary>Where and when a frame was seen.</summary>
/// <param name="Target">What is reached, as the transport describes it.</param>
/// <param name="Connection">The connection, counted through the process from 1: a reconnect has a number of its own.</param>
/// <param name="Timestamp">When it was seen, by the clock of the options.</param>
public readonly record struct McpFrameInfo(string Target, long Connection, DateTimeOffset Timestamp);
