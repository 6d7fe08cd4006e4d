using Mcp.Scheduling;

namespace Mcp.Resilience;

/// <summary>The changes that wait for one who watches. When there are too many the oldest go: the state of now is never lost.</summary>
internal sealed class StateWatch(WorkScheduler scheduler)
{
    public const int Capacity = 64;

    private readonly Queue<McpStateChange> _waiting = new();
    private TaskCompletionSource? _wake;

    public void Add(McpStateChange change)
    {
        lock (_waiting)
        {
            if (_waiting.Count == Capacity)
                _waiting.Dequeue();
            _waiting.Enqueue(change);
            if (_wake is not { } wake)
                return;
            _wake = null;
            // Posted: whoever changes the state, a reader for instance, does not run what the watcher does about it.
            scheduler.Post(wake.SetResult);
        }
    }

    public async ValueTask<McpStateChange> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task wake;
            lock (_waiting)
            {
                if (_waiting.TryDequeue(out McpStateChange? change))
                    return change;
                _wake ??= new TaskCompletionSource();
                wake = _wake.Task;
            }

            await wake.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
