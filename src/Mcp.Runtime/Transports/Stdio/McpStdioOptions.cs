namespace Mcp;

/// <summary>How a server is started as a child process, and how it is ended. A transport takes a copy when it is made.</summary>
public sealed class McpStdioOptions
{
    /// <summary>The program to start; it is looked for on <c>PATH</c> unless it is a path. On Windows <c>npx</c> finds <c>npx.cmd</c>.</summary>
    public string Command { get; set; } = "";

    /// <summary>The program's arguments, one each; no shell sees them.</summary>
    public IList<string> Arguments { get; set; } = [];

    /// <summary>Where the program starts; <see langword="null"/> for the directory of this process.</summary>
    public string? WorkingDirectory { get; set; }

    /// <summary>Variables the program gets besides the inherited ones; <see langword="null"/> as a value takes an inherited one away.</summary>
    public IDictionary<string, string?> EnvironmentVariables { get; set; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>
    /// The variables of this process that the program inherits. The default leaves secrets behind that a foreign program has no business
    /// with. A name may end in <c>*</c>; a lone <c>*</c> inherits everything.
    /// </summary>
    public IList<string> InheritEnvironment { get; set; } = [.. Transports.Stdio.ChildEnvironment.DefaultNames(OperatingSystem.IsWindows())];

    /// <summary>How long the program may take to exit after its input was closed. Default 2 s.</summary>
    public TimeSpan StdinCloseWait { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long it may take after SIGTERM before it is killed; on Windows there is no such signal. Default 2 s.</summary>
    public TimeSpan TermWait { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long its output is still read after its exit, if something else holds it open. Default 250 ms.</summary>
    public TimeSpan ExitDrain { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How many lines of its standard error are kept for <see cref="McpCloseInfo.StandardErrorTail"/>. Default 64.</summary>
    public int StandardErrorTailLines { get; set; } = 64;

    /// <summary>How many bytes those lines may have together. Default 16 KiB.</summary>
    public int StandardErrorTailBytes { get; set; } = 16 * 1024;

    /// <summary>
    /// Gets each line of the program's standard error, in order and one at a time, on a thread of its own. A slow callback loses lines,
    /// one that throws is logged; neither disturbs the connection.
    /// </summary>
    public Action<string>? StandardErrorReceived { get; set; }

    internal McpStdioOptions Snapshot()
    {
        if (string.IsNullOrWhiteSpace(Command))
            throw new ArgumentException("A stdio transport needs a command: the program that is the server.", nameof(Command));
        ArgumentNullException.ThrowIfNull(Arguments, nameof(Arguments));
        ArgumentNullException.ThrowIfNull(EnvironmentVariables, nameof(EnvironmentVariables));
        ArgumentNullException.ThrowIfNull(InheritEnvironment, nameof(InheritEnvironment));
        ArgumentOutOfRangeException.ThrowIfLessThan(StdinCloseWait, TimeSpan.Zero, nameof(StdinCloseWait));
        ArgumentOutOfRangeException.ThrowIfLessThan(TermWait, TimeSpan.Zero, nameof(TermWait));
        ArgumentOutOfRangeException.ThrowIfLessThan(ExitDrain, TimeSpan.Zero, nameof(ExitDrain));
        ArgumentOutOfRangeException.ThrowIfNegative(StandardErrorTailLines, nameof(StandardErrorTailLines));
        ArgumentOutOfRangeException.ThrowIfNegative(StandardErrorTailBytes, nameof(StandardErrorTailBytes));
        var copy = (McpStdioOptions)MemberwiseClone();
        copy.Arguments = [.. Arguments];
        copy.EnvironmentVariables = new Dictionary<string, string?>(EnvironmentVariables, StringComparer.Ordinal);
        copy.InheritEnvironment = [.. InheritEnvironment];
        return copy;
    }
}
