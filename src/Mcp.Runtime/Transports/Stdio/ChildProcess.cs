using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Mcp.Options;

namespace Mcp.Transports.Stdio;

/// <summary>A server process and its three streams, of which the class <see cref="Process"/> is asked for nothing but the handles: its own
/// line readers would make waiting for the exit wait for every heir of the streams.</summary>
internal sealed class ChildProcess : IClosableProcess, IDisposable
{
    private readonly Process _process;
    private readonly RuntimeServices _services;
    private readonly Stream _standardError;

    private ChildProcess(Process process, McpStdioOptions options, RuntimeServices services)
    {
        _process = process;
        _services = services;
        Id = process.Id;
        Output = OperatingSystem.IsWindows() ? new FlushedStream(process.StandardInput.BaseStream) : process.StandardInput.BaseStream;
        Input = process.StandardOutput.BaseStream;
        _standardError = process.StandardError.BaseStream;
        Exited = process.WaitForExitAsync(CancellationToken.None);
        StandardErrorTail = new StderrRing(options.StandardErrorTailLines, options.StandardErrorTailBytes);
        StandardErrorEnded = new StderrPump(_standardError, StandardErrorTail, options.StandardErrorReceived, services).RunAsync();
    }

    public int Id { get; }

    /// <summary>What the child writes.</summary>
    public Stream Input { get; }

    /// <summary>What the child reads.</summary>
    public Stream Output { get; }

    public Task Exited { get; }

    public Task StandardErrorEnded { get; }

    public StderrRing StandardErrorTail { get; }

    /// <summary>The exit code, if the process has ended; a signal counts as 128 + its number.</summary>
    public int? ExitCode => Exited.IsCompletedSuccessfully ? _process.ExitCode : null;

    /// <exception cref="McpConnectionException">The program cannot be started.</exception>
    public static ChildProcess Start(McpStdioOptions options, RuntimeServices services)
    {
        bool windows = OperatingSystem.IsWindows();
        string file = CommandResolver.Resolve(
            options.Command, windows, Environment.GetEnvironmentVariable("PATH"), Environment.GetEnvironmentVariable("PATHEXT"), File.Exists);
        ProcessStartInfo start = StartInfo(file, options);
        foreach (string argument in options.Arguments)
        {
            if (windows && CommandResolver.FaultOfBatchArgument(file, argument) is { } fault)
                throw StartFailure.Of(fault, null);
            start.ArgumentList.Add(argument);
        }

        if (options.WorkingDirectory is { } directory && !Directory.Exists(directory))
            throw StartFailure.Of(StartFailure.MissingDirectory(options.Command, directory), null);
        try
        {
            Process process = Process.Start(start)!;
            StdioLog.Started(services.Log, options.Command, process.Id);
            return new ChildProcess(process, options, services);
        }
        catch (Win32Exception error)
        {
            throw StartFailure.Of(StartFailure.Describe(options.Command, error.NativeErrorCode, error.Message, windows), error);
        }
    }

    public void CloseInput()
    {
        try
        {
            Output.Dispose();
        }
        catch (IOException)
        {
            // What was left to flush cannot be: the child is gone, which is what closing is for.
        }
    }

    public bool TryTerminate()
    {
        // The runtime reaps a child when it exits, so the id is only sure to be the child's as long as that has not happened.
        if (Exited.IsCompleted || !PosixSignals.TryTerminate(Id))
            return false;
        StdioLog.SignalSent(_services.Log, "SIGTERM", Id);
        return true;
    }

    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
            StdioLog.SignalSent(_services.Log, "SIGKILL", Id);
        }
        catch (Exception error) when (error is InvalidOperationException or Win32Exception or AggregateException or NotSupportedException)
        {
            // It ended meanwhile, or a part of its tree is not ours to kill. Whoever waits for the exit sees which.
        }
    }

    public void Dispose()
    {
        CloseInput();
        Input.Dispose();
        _standardError.Dispose();
        _process.Dispose();
    }

    private static ProcessStartInfo StartInfo(string file, McpStdioOptions options)
    {
        var start = new ProcessStartInfo(file)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            WorkingDirectory = options.WorkingDirectory ?? "",
        };
        Dictionary<string, string> environment = ChildEnvironment.Build(
            start.Environment, options.InheritEnvironment, options.EnvironmentVariables, OperatingSystem.IsWindows());
        start.Environment.Clear();
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        return start;
    }
}
