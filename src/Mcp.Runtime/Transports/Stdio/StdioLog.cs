using Microsoft.Extensions.Logging;

namespace Mcp.Transports.Stdio;

/// <summary>What is logged of child processes. Arguments and environment never are: they may hold secrets.</summary>
internal static partial class StdioLog
{
    [LoggerMessage(1400, LogLevel.Information, "Started {Command} as process {ProcessId}")]
    public static partial void Started(ILogger logger, string command, int processId);

    [LoggerMessage(1401, LogLevel.Information, "Process {ProcessId} exited with code {ExitCode}")]
    public static partial void Exited(ILogger logger, int processId, int? exitCode);

    [LoggerMessage(1402, LogLevel.Debug, "Standard error: {Line}")]
    public static partial void StderrLine(ILogger logger, string line);

    [LoggerMessage(1404, LogLevel.Debug, "Sent {Signal} to process {ProcessId}")]
    public static partial void SignalSent(ILogger logger, string signal, int processId);

    [LoggerMessage(1406, LogLevel.Warning, "The callback for standard error threw")]
    public static partial void StderrCallbackFailed(ILogger logger, Exception error);
}
