using Mcp.Behaviour.Tests.Faults.Kit;

namespace Mcp.Behaviour.Tests.Resilience.Kit;

/// <summary>Keeps the steps of a client's state from now on, and lets a test wait for one.</summary>
internal sealed class StateLog
{
    private readonly object _lock = new();
    private readonly List<McpStateChange> _seen = [];
    private readonly List<(McpClientState State, int Count, TaskCompletionSource Seen)> _waiters = [];

    public StateLog(McpClient client) => Ended = FollowAsync(client);

    /// <summary>Completes after the step to <see cref="McpClientState.Closed"/>.</summary>
    public Task Ended { get; }

    public McpClientState[] States
    {
        get
        {
            lock (_lock)
                return [.. _seen.Select(change => change.To)];
        }
    }

    public IReadOnlyList<McpStateChange> Seen
    {
        get
        {
            lock (_lock)
                return [.. _seen];
        }
    }

    /// <summary>Completes when the state was reached so many times, the one at the beginning included.</summary>
    public Task WhenAsync(McpClientState state, int count = 1)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
            _waiters.Add((state, count, seen));
        Wake();
        return Guard.Soon(seen.Task);
    }

    private async Task FollowAsync(McpClient client)
    {
        await foreach (McpStateChange change in client.WatchStateAsync())
        {
            lock (_lock)
                _seen.Add(change);
            Wake();
        }
    }

    private void Wake()
    {
        lock (_lock)
        {
            foreach ((McpClientState state, int count, TaskCompletionSource seen) in _waiters)
            {
                if (_seen.Count(change => change.To == state) >= count)
                    seen.TrySetResult();
            }
        }
    }
}
