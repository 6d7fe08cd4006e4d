namespace Mcp.AotSmoke.Checks;

/// <summary>A task that completes with the last of so many signals.</summary>
internal sealed class CountdownSource(int count)
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _left = count;

    public Task Reached => _reached.Task;

    public void Signal()
    {
        if (Interlocked.Decrement(ref _left) == 0)
            _reached.SetResult();
    }
}
