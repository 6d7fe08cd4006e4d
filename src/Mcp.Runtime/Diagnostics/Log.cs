using Microsoft.Extensions.Logging;

namespace Mcp.Diagnostics;

/// <summary>The runtime's log events; those of child processes are in <c>StdioLog</c>. Payloads, environment and headers never appear here.</summary>
internal static partial class Log
{
    [LoggerMessage(1000, LogLevel.Debug, "Connecting to {Target}")]
    public static partial void Connecting(ILogger log, string target);

    [LoggerMessage(1001, LogLevel.Information, "Connected to {Target}")]
    public static partial void Connected(ILogger log, string target);

    [LoggerMessage(1002, LogLevel.Information, "Speaking revision {Revision} ({Era}) with {Target}")]
    public static partial void Negotiated(ILogger log, string target, string revision, string era);

    [LoggerMessage(1004, LogLevel.Debug, "{Target}: {From} → {To}")]
    public static partial void StateChanged(ILogger log, string target, string from, string to);

    [LoggerMessage(1005, LogLevel.Warning, "Connecting to {Target} failed (attempt {Attempt})")]
    public static partial void ConnectFailed(ILogger log, string target, int attempt, Exception error);

    [LoggerMessage(1006, LogLevel.Warning, "The connection to {Target} was lost with {InFlight} requests in flight: {Reason}")]
    public static partial void ConnectionLost(ILogger log, string target, int inFlight, string reason);

    [LoggerMessage(1007, LogLevel.Debug, "The next attempt to reach {Target} follows in {Delay}")]
    public static partial void BackoffScheduled(ILogger log, string target, TimeSpan delay);

    [LoggerMessage(1008, LogLevel.Information, "Reconnected to {Target} after {Downtime} and {Attempts} attempts")]
    public static partial void Reconnected(ILogger log, string target, TimeSpan downtime, int attempts);

    [LoggerMessage(1009, LogLevel.Error, "Giving up on {Target}: {Reason}")]
    public static partial void Faulted(ILogger log, string target, string reason);

    [LoggerMessage(1010, LogLevel.Information, "Trying {Target} once more after it was given up")]
    public static partial void HalfOpenAttempt(ILogger log, string target);

    [LoggerMessage(1013, LogLevel.Warning, "'{Method}' could not be asked for again on the new connection")]
    public static partial void WishNotRepeated(ILogger log, string method, Exception error);

    [LoggerMessage(1011, LogLevel.Information, "What {Target} offers is not what it was before: {Change}")]
    public static partial void ServerChanged(ILogger log, string target, string change);

    [LoggerMessage(1012, LogLevel.Information, "Closed the connection to {Target}")]
    public static partial void Closed(ILogger log, string target);

    [LoggerMessage(1405, LogLevel.Error, "{Target} ended {Exits} times in a row right after its start; it is not started again for now: {Reason}")]
    public static partial void CrashLoop(ILogger log, string target, int exits, string reason);

    [LoggerMessage(1100, LogLevel.Trace, "Sending '{Method}' as request {Id}")]
    public static partial void Sent(ILogger log, string method, int id);

    [LoggerMessage(1101, LogLevel.Debug, "'{Method}' (request {Id}) completed after {Elapsed}")]
    public static partial void Completed(ILogger log, string method, int id, TimeSpan elapsed);

    [LoggerMessage(1102, LogLevel.Debug, "'{Method}' (request {Id}) failed after {Elapsed}: {Error}")]
    public static partial void Failed(ILogger log, string method, int id, string error, TimeSpan elapsed);

    [LoggerMessage(1103, LogLevel.Warning, "'{Method}' (request {Id}, {Disposition}) timed out ({Suppressed} more since the last such message)")]
    public static partial void TimedOut(ILogger log, string method, int id, string disposition, long suppressed);

    [LoggerMessage(1104, LogLevel.Debug, "'{Method}' (request {Id}) was given up by its caller after {Elapsed}")]
    public static partial void Cancelled(ILogger log, string method, int id, TimeSpan elapsed);

    [LoggerMessage(1105, LogLevel.Information, "'{Method}' is sent again after the loss of its connection")]
    public static partial void Retried(ILogger log, string method);

    [LoggerMessage(1106, LogLevel.Debug, "An answer came for request {Id}, which is not (or no longer) waiting")]
    public static partial void LateResponse(ILogger log, long id);

    [LoggerMessage(1107, LogLevel.Warning, "An answer came with an id that was never given: {Id} ({Suppressed} more since the last such message)")]
    public static partial void UnknownResponse(ILogger log, string id, long suppressed);

    [LoggerMessage(1110, LogLevel.Warning, "The result of tool '{Tool}' is not what its outputSchema describes: {Problems} ({Suppressed} more since the last such message)")]
    public static partial void ResultUnfit(ILogger log, string tool, string problems, long suppressed);

    [LoggerMessage(1108, LogLevel.Warning, "'{Method}' was lost and is not sent again: too many requests were lost lately (McpClientOptions.RetryBudget; {Suppressed} more since the last such message)")]
    public static partial void RetryBudgetExhausted(ILogger log, string method, long suppressed);

    [LoggerMessage(1109, LogLevel.Warning, "The peer answers with string ids where it was sent numbers; they are accepted")]
    public static partial void TextualId(ILogger log);

    [LoggerMessage(1200, LogLevel.Warning, "A frame was rejected: {Reason} ({Suppressed} more since the last such message)")]
    public static partial void FrameRejected(ILogger log, string reason, long suppressed);

    [LoggerMessage(1201, LogLevel.Error, "The peer sent a frame above the limit of {Limit} bytes; the connection is closed")]
    public static partial void FrameTooLarge(ILogger log, int limit);

    [LoggerMessage(1202, LogLevel.Debug, "Dropped what is no message: {What}")]
    public static partial void Noise(ILogger log, string what);

    [LoggerMessage(1203, LogLevel.Warning, "A notification '{Method}' was dropped: {Capacity} are waiting for a subscriber ({Suppressed} more since the last such message)")]
    public static partial void NotificationDropped(ILogger log, string method, int capacity, long suppressed);

    [LoggerMessage(1204, LogLevel.Warning, "A subscription ends: {Capacity} notifications were waiting for it when '{Method}' came")]
    public static partial void SubscriberLagged(ILogger log, string method, int capacity);

    [LoggerMessage(1205, LogLevel.Error, "The handler of '{Method}' failed")]
    public static partial void HandlerFailed(ILogger log, string method, Exception error);

    [LoggerMessage(1206, LogLevel.Error, "A subscriber of '{Method}' failed")]
    public static partial void SubscriberFailed(ILogger log, string method, Exception error);

    [LoggerMessage(1207, LogLevel.Error, "The observer of frames failed ({Suppressed} more since the last such message)")]
    public static partial void ObserverFailed(ILogger log, long suppressed, Exception error);

    [LoggerMessage(1210, LogLevel.Trace, "{Frame}")]
    public static partial void Frame(ILogger log, string frame);

    [LoggerMessage(1300, LogLevel.Warning, "{Target} did not answer a ping ({Misses} in a row; nothing came from it for {Silence})")]
    public static partial void HeartbeatMissed(ILogger log, string target, int misses, TimeSpan silence);

    [LoggerMessage(1301, LogLevel.Warning, "{Target} is taken for dead: nothing came from it for {Silence}; the connection is ended")]
    public static partial void PeerDead(ILogger log, string target, TimeSpan silence);

    [LoggerMessage(1302, LogLevel.Warning, "The peer stopped reading: a write did not end within {Limit}; the connection is closed")]
    public static partial void WriteStalled(ILogger log, TimeSpan limit);

    [LoggerMessage(1303, LogLevel.Debug, "Deadlines were looked at {Lateness} late: the machine slept, or the thread pool had no thread to spare")]
    public static partial void SweepLate(ILogger log, TimeSpan lateness);

    [LoggerMessage(1600, LogLevel.Debug, "The pool of {Target} has {Size} connections now: {Why}")]
    public static partial void PoolScaled(ILogger log, string target, int size, string why);

    [LoggerMessage(1601, LogLevel.Debug, "'{Method}' waits for a connection of the pool of {Target}; {Waiting} calls do")]
    public static partial void PickQueued(ILogger log, string method, string target, int waiting);

    [LoggerMessage(1602, LogLevel.Warning, "A further connection of the pool of {Target} could not be opened")]
    public static partial void PoolOpenFailed(ILogger log, string target, Exception error);

    [LoggerMessage(1603, LogLevel.Warning, "The server '{Server}' of a group could not be connected ({Target})")]
    public static partial void GroupServerFailed(ILogger log, string server, string target, Exception error);
}
