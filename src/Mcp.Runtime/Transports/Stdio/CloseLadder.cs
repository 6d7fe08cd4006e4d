namespace Mcp.Transports.Stdio;

/// <summary>How far the ladder had to be climbed.</summary>
internal enum CloseRung
{
    /// <summary>The process had ended by itself, or did so when its input was closed.</summary>
    InputClosed,

    Terminated,
    Killed,

    /// <summary>Not even killing ended it in time: the system holds it.</summary>
    Survived,
}

/// <summary>What the ladder needs of a process.</summary>
internal interface IClosableProcess
{
    Task Exited { get; }

    void CloseInput();

    /// <summary><see langword="false"/> where the platform has no such signal.</summary>
    bool TryTerminate();

    void Kill();
}

/// <summary>Ends a process as politely as it lets us: close its input, ask it to terminate, kill it and what it started.</summary>
internal static class CloseLadder
{
    private static readonly TimeSpan KillWait = TimeSpan.FromSeconds(2);

    public static async Task<CloseRung> RunAsync(IClosableProcess process, TimeSpan inputWait, TimeSpan termWait, TimeProvider time)
    {
        process.CloseInput();
        if (await BoundedWait.ForAsync(process.Exited, inputWait, time).ConfigureAwait(false))
            return CloseRung.InputClosed;
        if (process.TryTerminate() && await BoundedWait.ForAsync(process.Exited, termWait, time).ConfigureAwait(false))
            return CloseRung.Terminated;
        process.Kill();
        return await BoundedWait.ForAsync(process.Exited, KillWait, time).ConfigureAwait(false) ? CloseRung.Killed : CloseRung.Survived;
    }
}
