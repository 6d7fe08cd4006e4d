namespace Mcp.Scheduling;

/// <summary>
/// A task that is completed once, from any thread. Whoever awaits it continues on the scheduler and never on the completing thread,
/// which may be a reader that must not run foreign code.
/// </summary>
internal sealed class Completion<T>(WorkScheduler scheduler)
{
    private readonly TaskCompletionSource<T> _source = new();
    private int _set;

    public Task<T> Task => _source.Task;

    public bool IsSet => Volatile.Read(ref _set) != 0;

    public bool TrySet(T value)
    {
        if (Interlocked.Exchange(ref _set, 1) != 0)
            return false;
        scheduler.Post(() => _source.SetResult(value));
        return true;
    }

    public bool TryFail(Exception error)
    {
        if (Interlocked.Exchange(ref _set, 1) != 0)
            return false;
        scheduler.Post(() => _source.SetException(error));
        return true;
    }
}
