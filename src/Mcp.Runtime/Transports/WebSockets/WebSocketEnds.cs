using System.Net.WebSockets;

namespace Mcp.Transports.WebSockets;

/// <summary>What the end of a WebSocket means. Pure.</summary>
internal static class WebSocketEnds
{
    /// <summary>With which status to leave.</summary>
    /// <param name="reason">Why we leave.</param>
    /// <param name="theirs">The peer's own status, if it left first: it is given back.</param>
    /// <param name="goodbye">The status of an end that is meant.</param>
    public static WebSocketCloseStatus Answer(McpCloseReason reason, WebSocketCloseStatus? theirs, WebSocketCloseStatus goodbye) => (reason, theirs) switch
    {
        (McpCloseReason.FrameTooLarge, _) => WebSocketCloseStatus.MessageTooBig,
        (McpCloseReason.ProtocolError, _) => WebSocketCloseStatus.ProtocolError,
        (_, { } status) => status,
        _ => goodbye,
    };

    /// <summary>Adds what the socket knows of its end.</summary>
    /// <param name="close">What the connection noted.</param>
    /// <param name="status">The status of the peer's close frame, if one came.</param>
    /// <param name="description">The text of that frame.</param>
    public static McpCloseInfo Describe(McpCloseInfo close, WebSocketCloseStatus? status, string? description)
    {
        if (close.Reason is not (McpCloseReason.PeerClosed or McpCloseReason.IoError))
            return close;
        // A send may fail first, because the peer has left: its word says more than that error.
        if (status is { } said)
            return OfStatus(close, (int)said, description);
        return close.Error switch
        {
            // Nobody but the keep-alive of the socket itself cancels anything here: no token is ever handed to it.
            OperationCanceledException silent => Dead(close, silent),
            WebSocketException { InnerException: OperationCanceledException } silent => Dead(close, silent),
            WebSocketException { WebSocketErrorCode: WebSocketError.ConnectionClosedPrematurely } =>
                close with { Detail = "the WebSocket ended without a close frame" },
            WebSocketException { WebSocketErrorCode: WebSocketError.Faulted } broken =>
                close with { Reason = McpCloseReason.ProtocolError, Detail = broken.Message.TrimEnd('.') },
            _ => close,
        };
    }

    private static McpCloseInfo Dead(McpCloseInfo close, Exception error) =>
        close with { Reason = McpCloseReason.PeerDead, Error = error, Detail = "no answer to a WebSocket ping within the keep-alive timeout" };

    private static McpCloseInfo OfStatus(McpCloseInfo close, int status, string? description) => new(McpCloseReason.PeerClosed)
    {
        Error = close.Error,
        WebSocketStatus = status,
        Detail = string.IsNullOrWhiteSpace(description) ? MeaningOf(status) : $"{MeaningOf(status)}: {description.Trim().TrimEnd('.')}",
        // What the peer cannot take now, it cannot take in a second.
        IsTransient = status is not (1002 or 1003 or 1007 or 1008 or 1009 or 1010),
        IsFinal = status == (int)WebSocketCloseStatus.PolicyViolation,
    };

    private static string MeaningOf(int status) => status switch
    {
        1000 => "normal closure",
        1001 => "it goes away",
        1002 => "it saw a breach of the WebSocket protocol",
        1003 => "it does not take this kind of data",
        1005 => "it gave no status",
        1007 => "it saw text that is none",
        1008 => "its policy does not allow this client",
        1009 => "a message is too big for it",
        1010 => "it misses an extension",
        1011 => "an error of its own",
        1012 => "it restarts",
        1013 => "it is overloaded",
        _ => "a status of its own",
    };
}
