using System.Runtime.InteropServices;

namespace Mcp.Soak;

/// <summary>A child process: this program in its other role.</summary>
internal sealed class StdioGround(Ledger ledger, string ledgerPath, int place) : Ground("stdio")
{
    private const int SigKill = 9;
    private static readonly (int Stop, int Continue) Pause = OperatingSystem.IsMacOS() ? (17, 19) : (19, 18);

    public override McpTransport Transport { get; } =
        McpTransport.Stdio(Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Mcp.Soak.exe" : "Mcp.Soak"), "--serve", ledgerPath, $"{place}");

    public override IReadOnlyList<Fault> Faults => [Fault.Kill, Fault.Stall];

    public override async Task StrikeAsync(Fault fault, TimeSpan lasting)
    {
        int process = Interlocked.Exchange(ref ledger.ProcessAt(place), 0);
        // Whoever has not said yet who it is has only just begun.
        if (process == 0)
            return;
        if (fault == Fault.Kill)
        {
            _ = Signal(process, SigKill);
            return;
        }

        _ = Signal(process, Pause.Stop);
        await WaitAsync(lasting);
        _ = Signal(process, Pause.Continue);
        Interlocked.CompareExchange(ref ledger.ProcessAt(place), process, 0);
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>The child's part: serve until the input ends.</summary>
    public static async Task<int> ServeAsync(string ledgerPath, int place)
    {
        using var ledger = Ledger.Open(ledgerPath);
        ledger.ProcessAt(place) = Environment.ProcessId;
        await MarkServer.Over(ledger).ServeStdioAsync();
        return 0;
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Signal(int process, int signal);
}
