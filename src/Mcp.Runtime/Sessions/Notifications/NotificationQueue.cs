using Mcp.Diagnostics;
using Mcp.Options;

namespace Mcp.Sessions;

/// <summary>
/// Notifications of one session on their way to their handlers: stored on the reader in the order they came, handed on one at a time off the
/// reader. The newest one gives way when the bound is reached: the reader must never wait for a subscriber, which may be calling back.
/// </summary>
internal sealed class NotificationQueue(RuntimeServices services) : IThreadPoolWorkItem
{
    private readonly Queue<Entry> _waiting = new();
    private readonly RateLimit _limit = new(services.Time);
    private bool _running;
    private long _dropped;

    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Stores a notification; its handler is awaited before the next one begins.</summary>
    public void Add(string method, McpJson parameters, McpServedNotification handler, McpRequestContext context)
    {
        lock (_waiting)
        {
            if (_waiting.Count == services.Limits.NotificationCapacity)
            {
                Interlocked.Increment(ref _dropped);
                DroppedMessages.Count("notification");
                if (_limit.TryEnter(out long suppressed))
                    Log.NotificationDropped(services.Log, method, services.Limits.NotificationCapacity, suppressed);
                return;
            }

            _waiting.Enqueue(new Entry(method, parameters, handler, context));
            if (_running)
                return;
            _running = true;
        }

        services.Scheduler.Post(this);
    }

    public void Execute() => _ = DrainAsync();

    private async Task DrainAsync()
    {
        while (true)
        {
            Entry entry;
            lock (_waiting)
            {
                if (!_waiting.TryDequeue(out entry))
                {
                    _running = false;
                    return;
                }
            }

            try
            {
                await entry.Handler(entry.Params.Utf8, entry.Context, CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception error)
            {
                // A notification is never answered, so a failing handler can only be logged.
                Log.SubscriberFailed(services.Log, entry.Method, error);
            }
        }
    }

    private readonly record struct Entry(string Method, McpJson Params, McpServedNotification Handler, McpRequestContext Context);
}
