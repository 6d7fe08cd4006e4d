using Mcp.Diagnostics;
using Mcp.Options;
using Mcp.Sessions;

namespace Mcp;

/// <summary>
/// The notifications of one open-ended request (<c>subscriptions/listen</c>, 2026-07-28), in order. The request stays open until this is
/// disposed or the server ends it; after a lost connection it is sent again by itself. Enumerate it once, from one place.
/// </summary>
public sealed class McpSubscription : IAsyncEnumerable<McpNotification>, IAsyncDisposable
{
    private readonly Inbox _inbox;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _request;

    private McpSubscription(RuntimeServices services, bool endsWhenLagging, Func<ISubscriber, CancellationToken, Task> open, Func<string, bool>? accepts)
    {
        _inbox = new Inbox(services, endsWhenLagging ? _stop : null, accepts);
        _request = RunAsync(open);
    }

    /// <summary>How many notifications were dropped because the enumeration did not keep up.</summary>
    public long Dropped => _inbox.Dropped;

    /// <inheritdoc/>
    public async IAsyncEnumerator<McpNotification> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            while (_inbox.TryTake(out McpNotification notification))
                yield return notification;
            if (!await _inbox.WaitAsync(cancellationToken).ConfigureAwait(false))
                break;
        }

        if (_inbox.HasLagged)
            throw new McpLaggedException(_inbox.Capacity);
        // The request's own end tells why no more will come.
        await _request.ConfigureAwait(false);
    }

    /// <summary>Ends the subscription; the server is told.</summary>
    public async ValueTask DisposeAsync()
    {
        _stop.Cancel();
        try
        {
            await _request.ConfigureAwait(false);
        }
        catch (McpException)
        {
            // Whoever enumerated has seen it; whoever did not has no use for it any more.
        }
    }

    /// <param name="services">Limits and scheduler.</param>
    /// <param name="endsWhenLagging">Whether an overflow ends the subscription; otherwise what does not fit is dropped and counted.</param>
    /// <param name="open">Runs until the subscription ends.</param>
    /// <param name="accepts">Which methods are stored; all when left out. Asked on the reader.</param>
    internal static McpSubscription Open(RuntimeServices services, bool endsWhenLagging, Func<ISubscriber, CancellationToken, Task> open, Func<string, bool>? accepts = null) =>
        new(services, endsWhenLagging, open, accepts);

    /// <summary>Waits until a notification is there, and leaves it there. A subscription that ends without one throws why.</summary>
    internal async ValueTask<McpNotification> PeekFirstAsync(CancellationToken cancellationToken)
    {
        await _inbox.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (!_inbox.TryPeek(out McpNotification first))
            await _request.ConfigureAwait(false);
        return first;
    }

    private async Task RunAsync(Func<ISubscriber, CancellationToken, Task> open)
    {
        try
        {
            await open(_inbox, _stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
        finally
        {
            _inbox.End();
        }
    }

    /// <summary>Stores what the reader hands over and wakes the enumeration through the scheduler.</summary>
    private sealed class Inbox(RuntimeServices services, CancellationTokenSource? stopWhenLagging, Func<string, bool>? accepts) : ISubscriber
    {
        private readonly Queue<McpNotification> _waiting = new();
        private readonly RateLimit _limit = new(services.Time);
        private TaskCompletionSource? _wake;
        private bool _ended;

        public long Dropped { get; private set; }

        public int Capacity => services.Limits.NotificationCapacity;

        public bool HasLagged { get; private set; }

        public void OnNotification(McpNotification notification)
        {
            if (accepts is not null && !accepts(notification.Method))
                return;
            lock (_waiting)
            {
                if (HasLagged)
                    return;
                if (_waiting.Count == Capacity)
                {
                    Dropped++;
                    DroppedMessages.Count("notification");
                    if (stopWhenLagging is null)
                    {
                        if (_limit.TryEnter(out long suppressed))
                            Log.NotificationDropped(services.Log, notification.Method, Capacity, suppressed);
                        return;
                    }

                    HasLagged = true;
                    Log.SubscriberLagged(services.Log, notification.Method, Capacity);
                    // Posted: the cancel sends a frame, which is not the reader's business.
                    services.Scheduler.Post(stopWhenLagging.Cancel);
                    return;
                }

                _waiting.Enqueue(notification);
                Wake();
            }
        }

        public void End()
        {
            lock (_waiting)
            {
                _ended = true;
                Wake();
            }
        }

        public bool TryTake(out McpNotification notification)
        {
            lock (_waiting)
                return _waiting.TryDequeue(out notification);
        }

        public bool TryPeek(out McpNotification notification)
        {
            lock (_waiting)
                return _waiting.TryPeek(out notification);
        }

        /// <summary>Waits for more; <see langword="false"/> when there will be none.</summary>
        public async ValueTask<bool> WaitAsync(CancellationToken cancellationToken)
        {
            Task wake;
            lock (_waiting)
            {
                if (_waiting.Count > 0)
                    return true;
                if (_ended)
                    return false;
                _wake = new TaskCompletionSource();
                wake = _wake.Task;
            }

            await wake.WaitAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }

        private void Wake()
        {
            if (_wake is not { } wake)
                return;
            _wake = null;
            services.Scheduler.Post(wake.SetResult);
        }
    }
}
