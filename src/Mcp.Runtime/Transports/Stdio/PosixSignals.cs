using System.Runtime.InteropServices;

namespace Mcp.Transports.Stdio;

/// <summary>The one signal that .NET cannot send: it only knows how to kill.</summary>
internal static partial class PosixSignals
{
    private const int SigTerm = 15;

    public static bool TryTerminate(int processId) => !OperatingSystem.IsWindows() && Kill(processId, SigTerm) == 0;

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int processId, int signal);
}
