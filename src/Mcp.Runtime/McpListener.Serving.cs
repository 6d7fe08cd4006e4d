using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Mcp.Diagnostics;
using Mcp.Options;
using Mcp.Scheduling;
using Mcp.Transports.Listening;

namespace Mcp;

[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "It is IAsyncDisposable; the source has no timer and no wait handle.")]
public sealed partial class McpListener
{
    /// <summary>Beyond so many who are just being refused, a client is dropped without a word.</summary>
    private const int MaxRefusals = 64;

    /// <summary>What cannot be accepted now (no free handle, for instance) could not be in the next microsecond either.</summary>
    private static readonly TimeSpan AcceptPause = TimeSpan.FromMilliseconds(100);

    private readonly Acceptor _acceptor;
    private readonly Func<McpServer> _newServer;
    private readonly McpListenerOptions _options;
    private readonly RuntimeServices _services;
    private readonly RateLimit _refusedLog;
    private readonly RateLimit _failedLog;
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentDictionary<Client, bool> _clients = new();
    private readonly Completion<bool> _closed;
    private readonly Completion<bool> _stopped;
    private int _sessions;
    private int _refusals;
    private int _disposed;

    internal McpListener(Acceptor acceptor, Func<McpServer> newServer, McpListenerOptions options)
    {
        _acceptor = acceptor;
        _newServer = newServer;
        _options = options;
        _services = McpClient.ServicesFor(options.TimeProvider, options.LoggerFactory, new McpLimits());
        _refusedLog = new RateLimit(options.TimeProvider);
        _failedLog = new RateLimit(options.TimeProvider);
        _closed = new Completion<bool>(_services.Scheduler);
        _stopped = new Completion<bool>(_services.Scheduler);
        ListenerLog.Listening(_services.Log, Address);
        // Posted, and so without the execution context of whoever listens, which must not live as long as the listener.
        _services.Scheduler.Post(() => _ = AcceptAsync());
    }

    /// <summary>
    /// Lets nobody in any more, takes no further message, answers what was asked within <see cref="McpListenerOptions.DrainTimeout"/>, cancels what still
    /// runs then, and ends every connection. Returns when all that is done; whoever disposes as the second waits for the same end.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            await _closed.Task.ConfigureAwait(false);
            return;
        }

        _closing.Cancel();
        _acceptor.Dispose();
        await _stopped.Task.ConfigureAwait(false);
        // Whoever is let in at the very end sees the cancellation, or is seen here.
        foreach (Client client in _clients.Keys)
            client.End();
        await Task.WhenAll(_clients.Keys.Select(static client => client.Ended)).ConfigureAwait(false);
        ListenerLog.ListenerClosed(_services.Log, Address);
        _closed.TrySet(true);
    }

    private async Task AcceptAsync()
    {
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                Stream stream = await _acceptor.AcceptAsync(_closing.Token).ConfigureAwait(false);
                var client = new Client(this, stream);
                _clients.TryAdd(client, true);
                _services.Scheduler.Post(client.Run);
            }
            catch (Exception error)
            {
                if (_closing.IsCancellationRequested)
                    break;
                if (_failedLog.TryEnter(out long suppressed))
                    ListenerLog.AcceptFailed(_services.Log, Address, suppressed, error);
                await PauseAsync().ConfigureAwait(false);
            }
        }

        _stopped.TrySet(true);
    }

    private async Task PauseAsync()
    {
        try
        {
            await Pause.ForAsync(_services.Time, _services.Scheduler, AcceptPause, _closing.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The listener is being disposed.
        }
    }

    private static bool TryEnter(ref int count, int limit)
    {
        if (Interlocked.Increment(ref count) <= limit)
            return true;
        Interlocked.Decrement(ref count);
        return false;
    }
}
