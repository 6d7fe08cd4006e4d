namespace Mcp.Scheduling;

/// <summary>
/// Waits on a clock. Unlike <see cref="Task.Delay(TimeSpan, TimeProvider, CancellationToken)"/>, whose cancellation continues on the pool
/// by itself, both ways to its end go through the scheduler.
/// </summary>
internal sealed class Pause
{
    private readonly Completion<bool> _over;
    private readonly ITimer _timer;

    private Pause(TimeProvider time, WorkScheduler scheduler, TimeSpan delay)
    {
        _over = new Completion<bool>(scheduler);
        _timer = time.CreateTimer(static state => ((Pause)state!)._over.TrySet(true), this, delay, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Waits for a task, but no longer than so. Whether it ended, in whatever way.</summary>
    public static async Task<bool> UntilAsync(Task task, TimeProvider time, WorkScheduler scheduler, TimeSpan limit)
    {
        if (task.IsCompleted || limit <= TimeSpan.Zero)
            return task.IsCompleted;
        using var stop = new CancellationTokenSource();
        Task pause = ForAsync(time, scheduler, limit, stop.Token);
        Task first = await Task.WhenAny(task, pause).ConfigureAwait(false);
        stop.Cancel();
        return first == task;
    }

    /// <exception cref="OperationCanceledException">The token was cancelled before the time was over.</exception>
    public static async Task ForAsync(TimeProvider time, WorkScheduler scheduler, TimeSpan delay, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var pause = new Pause(time, scheduler, delay);
        bool elapsed;
        using (cancellationToken.UnsafeRegister(static state => ((Pause)state!)._over.TrySet(false), pause))
            elapsed = await pause._over.Task.ConfigureAwait(false);
        await pause._timer.DisposeAsync().ConfigureAwait(false);
        if (!elapsed)
            throw new OperationCanceledException(cancellationToken);
    }
}
