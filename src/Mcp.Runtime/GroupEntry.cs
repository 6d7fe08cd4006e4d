using Mcp.Diagnostics;
using Mcp.Options;
using Mcp.Resilience;
using Mcp.Scheduling;

namespace Mcp;

/// <summary>A server of a group and its way to a connection.</summary>
internal sealed class GroupEntry
{
    private readonly McpTransport _transport;
    private readonly McpClientOptions _options;
    private readonly McpPoolOptions? _pool;
    private readonly RuntimeServices _services;
    private readonly CancellationTokenSource _closing = new();
    private Task _connecting = Task.CompletedTask;

    /// <param name="server">What is to be reached; its options are copied.</param>
    /// <param name="services">Of a simulation; otherwise what the options say.</param>
    public GroupEntry(McpGroupServer server, RuntimeServices? services)
    {
        _transport = server.Transport;
        _options = (server.Options ?? new McpClientOptions()).Copy();
        _pool = server.Pool?.Snapshot();
        _services = services ?? McpClient.ServicesFor(_options.TimeProvider, _options.LoggerFactory, _options.Limits) with { WriteTimeout = _options.WriteTimeout };
        // A group does not wait for a server that is tried again and again; this goes on doing so.
        TriesAgain = _options.Reconnect.RetryInitialConnect;
        _options.Reconnect.RetryInitialConnect = false;
        Caller = new GroupCaller(server.Name);
    }

    public GroupCaller Caller { get; }

    public bool TriesAgain { get; }

    /// <summary>Connects once. What goes wrong is kept, and returned.</summary>
    public async Task<Exception?> ConnectAsync(CancellationToken cancellationToken)
    {
        var done = new Completion<bool>(_services.Scheduler);
        _connecting = done.Task;
        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closing.Token);
            return await TryConnectAsync(either.Token).ConfigureAwait(false);
        }
        finally
        {
            done.TrySet(true);
        }
    }

    /// <summary>Goes on trying in the background until there is a connection or the server is removed.</summary>
    public void BeginTrying() => _connecting = TryAgainAsync();

    /// <summary>Ends everything; the caller says from now on that the server was removed.</summary>
    public async ValueTask CloseAsync()
    {
        // First, so that whoever is just connecting it learns why that failed.
        Caller.OnRemoved();
        _closing.Cancel();
        await _connecting.ConfigureAwait(false);
        if (Caller.Client is IAsyncDisposable client)
            await client.DisposeAsync().ConfigureAwait(false);
    }

    private async Task TryAgainAsync()
    {
        for (int attempt = 0; !_closing.IsCancellationRequested; attempt++)
        {
            TimeSpan? hint = (Caller.Error as McpConnectionException)?.Close.RetryAfter;
            try
            {
                await Pause.ForAsync(_services.Time, _services.Scheduler, Backoff.Delay(attempt, _options.Reconnect, _services.Random.NextDouble(), hint), _closing.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            if (await TryConnectAsync(_closing.Token).ConfigureAwait(false) is null)
                return;
        }
    }

    private async Task<Exception?> TryConnectAsync(CancellationToken cancellationToken)
    {
        try
        {
            Caller.OnConnected(_pool is null
                ? await McpClient.ConnectAsync(_transport, _options, _services, cancellationToken).ConfigureAwait(false)
                : await McpClientPool.ConnectAsync(_transport, _options, _pool, _services, cancellationToken).ConfigureAwait(false));
            return null;
        }
        catch (Exception error)
        {
            if (!cancellationToken.IsCancellationRequested)
                Log.GroupServerFailed(_services.Log, Caller.Name, _transport.Description, error);
            Caller.OnFailed(error);
            return error;
        }
    }
}
