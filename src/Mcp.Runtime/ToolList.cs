using Mcp.Resilience;
using Mcp.Scheduling;

namespace Mcp;

/// <summary>
/// What a server says of its tools: listed when the first one is wanted, and again when the server told that its tools changed or when
/// there is another session. Thread-safe; whoever comes during a listing waits for it.
/// </summary>
internal sealed class ToolList(McpClient client, ConnectionSupervisor supervisor)
{
    private readonly object _lock = new();
    private Completion<Dictionary<string, McpTool>>? _list;
    private object? _session;
    private bool _isWatched;

    /// <summary>The tool of a name, if there is one.</summary>
    public async ValueTask<McpTool?> FindAsync(string tool, CancellationToken cancellationToken)
    {
        Dictionary<string, McpTool> all = await ListAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        return all.GetValueOrDefault(tool);
    }

    private Task<Dictionary<string, McpTool>> ListAsync()
    {
        var list = new Completion<Dictionary<string, McpTool>>(supervisor.Services.Scheduler);
        bool isWatched;
        lock (_lock)
        {
            object? session = supervisor.Current;
            if (_list is { } known && ReferenceEquals(session, _session))
                return known.Task;
            _session = session;
            _list = list;
            isWatched = _isWatched;
            _isWatched = true;
        }

        _ = FillAsync(list, isWatched);
        return list.Task;
    }

    private async Task FillAsync(Completion<Dictionary<string, McpTool>> list, bool isWatched)
    {
        try
        {
            // Watched first, so that no change falls between the list and the watch.
            if (!isWatched)
                await BeginWatchAsync().ConfigureAwait(false);
            var tools = new Dictionary<string, McpTool>(StringComparer.Ordinal);
            await foreach (McpTool tool in client.ListToolsAsync().ConfigureAwait(false))
                tools[tool.Name] = tool;
            list.TrySet(tools);
        }
        catch (Exception error)
        {
            Forget(list);
            list.TryFail(error);
        }
    }

    private async Task BeginWatchAsync()
    {
        try
        {
            _ = FollowAsync(await client.WatchListChangesAsync().ConfigureAwait(false));
        }
        catch (McpException)
        {
            // Without news a list stands until there is another session; the next one asks again.
            lock (_lock)
                _isWatched = false;
        }
    }

    private async Task FollowAsync(McpWatch<McpListChange> watch)
    {
        try
        {
            await foreach (McpListChange change in watch.WithCancellation(default).ConfigureAwait(false))
            {
                if (change == McpListChange.Tools)
                    Forget(null);
            }
        }
        catch (McpException)
        {
            // Lagged or lost; what is known may be outdated.
        }

        lock (_lock)
            _isWatched = false;
        Forget(null);
    }

    /// <param name="list">Only if it is this one; any when left out.</param>
    private void Forget(Completion<Dictionary<string, McpTool>>? list)
    {
        lock (_lock)
        {
            if (list is null || _list == list)
                _list = null;
        }
    }
}
