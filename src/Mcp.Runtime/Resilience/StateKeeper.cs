using System.Runtime.CompilerServices;
using Mcp.Options;

namespace Mcp.Resilience;

/// <summary>The one place where a client's state changes: it takes an edge of the table or none, and tells everyone who watches.</summary>
internal sealed class StateKeeper(RuntimeServices services)
{
    private readonly object _lock = new();
    private readonly List<StateWatch> _watches = [];
    private readonly DateTimeOffset _createdAt = services.Time.GetUtcNow();
    private volatile McpStateChange? _last;

    public McpClientState State => _last?.To ?? McpClientState.Idle;

    public DateTimeOffset Since => _last?.At ?? _createdAt;

    /// <summary>
    /// Takes the edge to a state. Without such an edge nothing happens: two causes met, and the other one was first; above all, nothing leads
    /// back from closing.
    /// </summary>
    public McpStateChange? TryMove(McpClientState to, McpCloseInfo? close = null, int attempt = 0, McpServerChange? server = null)
    {
        lock (_lock)
        {
            if (!ConnectionStates.IsEdge(State, to))
                return null;
            var change = new McpStateChange(State, to, close, attempt, services.Time.GetUtcNow()) { Server = server };
            _last = change;
            foreach (StateWatch watch in _watches)
                watch.Add(change);
            return change;
        }
    }

    /// <summary>The step that led to the state of now, and each one from then on; ends with the one to <see cref="McpClientState.Closed"/>.</summary>
    public async IAsyncEnumerable<McpStateChange> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var watch = new StateWatch(services.Scheduler);
        lock (_lock)
        {
            if (_last is { } last)
                watch.Add(last);
            _watches.Add(watch);
        }

        try
        {
            while (true)
            {
                McpStateChange change = await watch.NextAsync(cancellationToken).ConfigureAwait(false);
                yield return change;
                if (change.To == McpClientState.Closed)
                    yield break;
            }
        }
        finally
        {
            lock (_lock)
                _watches.Remove(watch);
        }
    }
}
