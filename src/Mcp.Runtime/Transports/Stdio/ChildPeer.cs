using Mcp.Options;

namespace Mcp.Transports.Stdio;

/// <summary>A child process as the other end of a connection: it tells of its exit, is left by the ladder, and leaves its last words.</summary>
internal sealed class ChildPeer(ChildProcess child, McpStdioOptions options, RuntimeServices services) : StreamPeer
{
    private readonly object _lock = new();
    private Task<CloseRung>? _ladder;

    public override Task? Gone => child.Exited;

    public override TimeSpan Drain => options.ExitDrain;

    public override Task LeaveAsync(Task inputEnded) => ClimbAsync();

    // Walking the process tree takes its time; whoever aborts need not wait for it.
    public override void Kill() => services.Scheduler.Post(child.Kill);

    public override async ValueTask<McpCloseInfo> FinishAsync(McpCloseInfo close)
    {
        // A stream that ended mostly means that the process is ending; one that goes on without its streams is of no use to anyone.
        CloseRung rung = await ClimbAsync().ConfigureAwait(false);
        await BoundedWait.ForAsync(child.StandardErrorEnded, options.ExitDrain, services.Time).ConfigureAwait(false);
        int? exitCode = child.ExitCode;
        child.Dispose();
        // The pump gives back its buffer when its stream is closed; if an heir of the child holds that stream, this is what ends it.
        await BoundedWait.ForAsync(child.StandardErrorEnded, options.ExitDrain, services.Time).ConfigureAwait(false);
        StdioLog.Exited(services.Log, child.Id, exitCode);
        bool exitIsTheCause = rung == CloseRung.InputClosed && close.Reason is McpCloseReason.PeerClosed or McpCloseReason.IoError;
        return close with
        {
            Reason = exitIsTheCause ? McpCloseReason.ProcessExited : close.Reason,
            ExitCode = exitCode,
            StandardErrorTail = child.StandardErrorTail.ToArray(),
        };
    }

    /// <summary>The closing side and the reading side both end here; the ladder is climbed once.</summary>
    private Task<CloseRung> ClimbAsync()
    {
        lock (_lock)
            return _ladder ??= CloseLadder.RunAsync(child, options.StdinCloseWait, options.TermWait, services.Time);
    }
}
