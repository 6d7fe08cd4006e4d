using Microsoft.Extensions.Logging;

namespace Mcp.Diagnostics;

/// <summary>Every log event of the runtime. Payloads, environment and headers never appear here.</summary>
internal static partial class Log
{
    [LoggerMessage(1001, LogLevel.Information, "Connected to {Target}; revision {Revision}")]
    public static partial void Connected(ILogger log, string target, string revision);

    [LoggerMessage(1005, LogLevel.Warning, "Connecting to {Target} failed (attempt {Attempt})")]
    public static partial void ConnectFailed(ILogger log, string target, int attempt, Exception error);

    [LoggerMessage(1006, LogLevel.Warning, "The connection to {Target} was lost with {InFlight} requests in flight: {Reason}")]
    public static partial void ConnectionLost(ILogger log, string target, int inFlight, string reason);

    [LoggerMessage(1007, LogLevel.Debug, "The next attempt to reach {Target} follows in {Delay}")]
    public static partial void BackoffScheduled(ILogger log, string target, TimeSpan delay);

    [LoggerMessage(1009, LogLevel.Error, "Giving up on {Target}: {Reason}")]
    public static partial void Faulted(ILogger log, string target, string reason);

    [LoggerMessage(1010, LogLevel.Warning, "'{Method}' could not be asked for again on the new connection")]
    public static partial void WishNotRepeated(ILogger log, string method, Exception error);

    [LoggerMessage(1105, LogLevel.Information, "'{Method}' is sent again after the loss of its connection")]
    public static partial void Retried(ILogger log, string method);

    [LoggerMessage(1106, LogLevel.Debug, "An answer came for request {Id}, which is not (or no longer) waiting")]
    public static partial void LateResponse(ILogger log, long id);

    [LoggerMessage(1107, LogLevel.Warning, "An answer came with an id that was never given: {Id}")]
    public static partial void UnknownResponse(ILogger log, string id);

    [LoggerMessage(1109, LogLevel.Warning, "The peer answers with string ids where it was sent numbers; they are accepted")]
    public static partial void TextualId(ILogger log);

    [LoggerMessage(1200, LogLevel.Warning, "A frame was rejected: {Reason}")]
    public static partial void FrameRejected(ILogger log, string reason);

    [LoggerMessage(1202, LogLevel.Debug, "Dropped what is no message: {What}")]
    public static partial void Noise(ILogger log, string what);

    [LoggerMessage(1203, LogLevel.Warning, "A notification '{Method}' was dropped: {Capacity} are waiting for a subscriber")]
    public static partial void NotificationDropped(ILogger log, string method, int capacity);

    [LoggerMessage(1205, LogLevel.Error, "The handler of '{Method}' failed")]
    public static partial void HandlerFailed(ILogger log, string method, Exception error);

    [LoggerMessage(1206, LogLevel.Error, "A subscriber of '{Method}' failed")]
    public static partial void SubscriberFailed(ILogger log, string method, Exception error);
}
