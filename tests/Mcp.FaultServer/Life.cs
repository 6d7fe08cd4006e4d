using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Mcp.FaultServer;

/// <summary>What a process can do to itself and its kin.</summary>
internal sealed partial class Life(RawPeer peer) : IDisposable
{
    private PosixSignalRegistration? _termination;

    /// <summary>Does not return.</summary>
    public static void End(int signal)
    {
        if (OperatingSystem.IsWindows())
            Process.GetCurrentProcess().Kill();
        // The runtime has a handler for some signals and would swallow one that comes from outside.
        _ = SetHandler(signal, 0);
        _ = Kill(Environment.ProcessId, signal);
        Hang();
    }

    public static void Hang()
    {
        using var never = new ManualResetEventSlim();
        never.Wait();
    }

    public void IgnoreTermination() =>
        _termination = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            peer.Note("sigterm");
        });

    /// <summary>It inherits standard output and holds it open.</summary>
    public void StartHeir(int seconds)
    {
        using Process heir = Process.Start(new ProcessStartInfo("sleep", seconds.ToString(CultureInfo.InvariantCulture)) { UseShellExecute = false })!;
        peer.Note($"grandchild {heir.Id}");
    }

    /// <summary>The runtime keeps copies of the standard descriptors: the pipe ends only with the last of them. Linux only.</summary>
    public static void CloseStandardOutput()
    {
        string? pipe = File.ResolveLinkTarget("/proc/self/fd/1", returnFinalTarget: false)?.Name;
        foreach (FileSystemInfo descriptor in new DirectoryInfo("/proc/self/fd").GetFileSystemInfos())
        {
            if (pipe is not null && descriptor.LinkTarget is { } target && target.EndsWith(pipe, StringComparison.Ordinal))
                _ = CloseDescriptor(int.Parse(descriptor.Name, CultureInfo.InvariantCulture));
        }
    }

    public void Dispose() => _termination?.Dispose();

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int processId, int signal);

    [LibraryImport("libc", EntryPoint = "signal")]
    private static partial nint SetHandler(int signal, nint handler);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int CloseDescriptor(int descriptor);
}
