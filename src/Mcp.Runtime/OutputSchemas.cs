using Mcp.Resilience;
using Mcp.Scheduling;

namespace Mcp;

/// <summary>
/// The output schemas of a server's tools: listed when the first one is wanted, and again when the server told that its tools changed or when
/// there is another session. Thread-safe; whoever comes during a listing waits for it.
/// </summary>
internal sealed class OutputSchemas(McpClient client, ConnectionSupervisor supervisor)
{
    private readonly object _lock = new();
    private Completion<Dictionary<string, McpJson>>? _list;
    private object? _session;
    private bool _isWatched;

    /// <summary>The schema of a tool; undefined where it has none.</summary>
    public async ValueTask<McpJson> FindAsync(string tool, CancellationToken cancellationToken)
    {
        Dictionary<string, McpJson> all = await ListAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        return all.GetValueOrDefault(tool);
    }

    private Task<Dictionary<string, McpJson>> ListAsync()
    {
        var list = new Completion<Dictionary<string, McpJson>>(supervisor.Services.Scheduler);
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

    private async Task FillAsync(Completion<Dictionary<string, McpJson>> list, bool isWatched)
    {
        try
        {
            // Watched first, so that no change falls between the list and the watch.
            if (!isWatched)
                await BeginWatchAsync().ConfigureAwait(false);
            var schemas = new Dictionary<string, McpJson>(StringComparer.Ordinal);
            await foreach (McpTool tool in client.ListToolsAsync().ConfigureAwait(false))
            {
                if (tool.Raw.TryGetProperty("outputSchema", out McpJson schema))
                    schemas[tool.Name] = schema;
            }

            list.TrySet(schemas);
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
    private void Forget(Completion<Dictionary<string, McpJson>>? list)
    {
        lock (_lock)
        {
            if (list is null || _list == list)
                _list = null;
        }
    }
}
