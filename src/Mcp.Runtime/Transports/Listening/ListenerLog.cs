using Microsoft.Extensions.Logging;

namespace Mcp.Transports.Listening;

/// <summary>What is logged of a listener.</summary>
internal static partial class ListenerLog
{
    [LoggerMessage(1020, LogLevel.Information, "Listening on {Address}")]
    public static partial void Listening(ILogger logger, string address);

    [LoggerMessage(1021, LogLevel.Debug, "A client came in on {Address}; {Sessions} are being served")]
    public static partial void ClientAccepted(ILogger logger, string address, int sessions);

    [LoggerMessage(1022, LogLevel.Warning, "A client on {Address} was refused: {MaxSessions} are being served, which is McpListenerOptions.MaxSessions ({Suppressed} more since the last such message)")]
    public static partial void ClientRefused(ILogger logger, string address, int maxSessions, long suppressed);

    [LoggerMessage(1023, LogLevel.Warning, "A client could not be let in on {Address} ({Suppressed} more since the last such message)")]
    public static partial void AcceptFailed(ILogger logger, string address, long suppressed, Exception error);

    [LoggerMessage(1024, LogLevel.Warning, "A client on {Address} could not be served ({Suppressed} more since the last such message)")]
    public static partial void ClientFailed(ILogger logger, string address, long suppressed, Exception error);

    [LoggerMessage(1025, LogLevel.Information, "No longer listening on {Address}")]
    public static partial void ListenerClosed(ILogger logger, string address);

    [LoggerMessage(1026, LogLevel.Debug, "A client on {Address} has left; {Sessions} are being served")]
    public static partial void ClientLeft(ILogger logger, string address, int sessions);
}
