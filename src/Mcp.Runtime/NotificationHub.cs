using Mcp.Catalog;
using Mcp.Options;
using Mcp.Scheduling;

namespace Mcp;

/// <summary>Hands the notifications of a client's sessions to everyone who subscribed, each with an inbox of their own.</summary>
internal sealed class NotificationHub(RuntimeServices services)
{
    private readonly object _lock = new();
    private readonly List<ISubscriber> _subscribers = [];
    private Era _era = new();
    private bool _isClosed;

    /// <summary>Hears everything as well, on the reader: a pool whose subscriptions listen over several clients, one after the other.</summary>
    public Action<McpNotification>? Relay { get; set; }

    public McpSubscription Subscribe() => McpSubscription.Open(services, endsWhenLagging: false, StayAsync, static method => method != Watched.Reopened);

    /// <summary>The notifications of some methods, and <see cref="Watched.Reopened"/> between two connections.</summary>
    public McpSubscription Watch(Func<string, bool> accepts) => McpSubscription.Open(services, endsWhenLagging: true, StayAsync, accepts);

    /// <summary>There is a new connection; between the two, notifications may have been missed.</summary>
    public void OnReopened() => OnNotification(new McpNotification(Watched.Reopened, McpJson.EmptyObject));

    public void OnNotification(McpNotification notification)
    {
        Relay?.Invoke(notification);
        lock (_lock)
        {
            foreach (ISubscriber subscriber in _subscribers)
                subscriber.OnNotification(notification);
        }
    }

    /// <summary>The client was closed: every subscription ends.</summary>
    public void End()
    {
        Era ending;
        lock (_lock)
        {
            _isClosed = true;
            ending = _era;
        }

        ending.Over.Cancel();
    }

    /// <summary>
    /// The client gave up: every subscription ends, and says why. One that is opened meanwhile does so at once. Only notes it, and posts the
    /// rest: whoever tells it holds a lock.
    /// </summary>
    public void OnFaulted(McpCloseInfo close)
    {
        lock (_lock)
        {
            if (_isClosed || _era.Fault is not null)
                return;
            _era.Fault = close;
            services.Scheduler.Post(_era.Over.Cancel);
        }
    }

    /// <summary>There is a connection after all: subscriptions that are opened from now on last.</summary>
    public void OnRevived()
    {
        lock (_lock)
        {
            if (!_isClosed && _era.Fault is not null)
                _era = new Era();
        }
    }

    private async Task StayAsync(ISubscriber subscriber, CancellationToken stop)
    {
        // Completed through the scheduler: what a consumer does next must not hold up the end of the other subscriptions.
        var gone = new Completion<bool>(services.Scheduler);
        Era era;
        lock (_lock)
        {
            era = _era;
            _subscribers.Add(subscriber);
        }

        using (stop.UnsafeRegister(static state => ((Completion<bool>)state!).TrySet(true), gone))
        using (era.Over.Token.UnsafeRegister(static state => ((Completion<bool>)state!).TrySet(true), gone))
            await gone.Task.ConfigureAwait(false);
        lock (_lock)
            _subscribers.Remove(subscriber);
        if (era.Fault is { } fault && !stop.IsCancellationRequested)
            throw new McpConnectionException(fault);
    }

    /// <summary>The time from one giving up to the next.</summary>
    private sealed class Era
    {
        public CancellationTokenSource Over { get; } = new();

        public McpCloseInfo? Fault { get; set; }
    }
}
