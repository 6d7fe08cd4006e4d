namespace Mcp.Transports.Stdio;

/// <summary>Says why a program could not be started and what to do about it.</summary>
internal static class StartFailure
{
    // POSIX errno; the first two are also what Windows calls "file not found" and "path not found".
    private const int NotFound = 2;
    private const int WindowsPathNotFound = 3;
    private const int WindowsAccessDenied = 5;
    private const int PosixBadFormat = 8;
    private const int PosixAccessDenied = 13;
    private const int WindowsBadFormat = 193;

    public static string Describe(string command, int code, string message, bool windows)
    {
        string hint = (windows, code) switch
        {
            (_, NotFound) or (true, WindowsPathNotFound) =>
                "it was not found. Check the spelling, install it, put its directory on PATH, or give its full path",
            (true, WindowsAccessDenied) or (false, PosixAccessDenied) =>
                "it may not be executed. Make it executable (chmod +x) or start it through its interpreter",
            (true, WindowsBadFormat) or (false, PosixBadFormat) =>
                "it is not a program for this system. Start it through its interpreter or install the right build",
            _ => message.TrimEnd('.'),
        };
        return $"the command '{command}' cannot be started (native error {code}): {hint}";
    }

    public static string MissingDirectory(string command, string directory) =>
        $"the command '{command}' cannot be started: its working directory '{directory}' does not exist. Create it or correct McpStdioOptions.WorkingDirectory";

    /// <summary>Not transient: the next attempt would meet the same file system.</summary>
    public static McpConnectionException Of(string detail, Exception? cause) =>
        new(new McpCloseInfo(McpCloseReason.ConnectFailed) { Detail = detail, Error = cause, IsTransient = false })
        {
            Disposition = McpDisposition.NotSent,
        };
}
