namespace Mcp.Transports;

/// <summary>Waits that end at a limit without an error: in an orderly end, being late is a fact and no failure.</summary>
internal static class BoundedWait
{
    /// <summary>Whether the task ended within the limit, in whatever way.</summary>
    public static async Task<bool> ForAsync(Task task, TimeSpan limit, TimeProvider time)
    {
        if (task.IsCompleted)
            return true;
        if (limit <= TimeSpan.Zero)
            return false;
        using var stop = new CancellationTokenSource();
        Task first = await Task.WhenAny(task, Task.Delay(limit, time, stop.Token)).ConfigureAwait(false);
        // Otherwise the clock would keep a timer for a wait that is over.
        stop.Cancel();
        return first == task;
    }
}
