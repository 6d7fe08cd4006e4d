using Mcp.Catalog;
using Mcp.Options;

namespace Mcp;

/// <summary>Hands the notifications of a client's sessions to everyone who subscribed, each with an inbox of their own.</summary>
internal sealed class NotificationHub(RuntimeServices services)
{
    private readonly object _lock = new();
    private readonly List<ISubscriber> _subscribers = [];
    private readonly CancellationTokenSource _ended = new();

    public McpSubscription Subscribe() => McpSubscription.Open(services, endsWhenLagging: false, StayAsync, static method => method != Watched.Reopened);

    /// <summary>The notifications of some methods, and <see cref="Watched.Reopened"/> between two connections.</summary>
    public McpSubscription Watch(Func<string, bool> accepts) => McpSubscription.Open(services, endsWhenLagging: true, StayAsync, accepts);

    /// <summary>There is a new connection; between the two, notifications may have been missed.</summary>
    public void OnReopened() => OnNotification(new McpNotification(Watched.Reopened, McpJson.EmptyObject));

    public void OnNotification(McpNotification notification)
    {
        lock (_lock)
        {
            foreach (ISubscriber subscriber in _subscribers)
                subscriber.OnNotification(notification);
        }
    }

    public void End() => _ended.Cancel();

    private async Task StayAsync(ISubscriber subscriber, CancellationToken stop)
    {
        var gone = new TaskCompletionSource();
        lock (_lock)
            _subscribers.Add(subscriber);
        using (stop.UnsafeRegister(static state => ((TaskCompletionSource)state!).TrySetResult(), gone))
        using (_ended.Token.UnsafeRegister(static state => ((TaskCompletionSource)state!).TrySetResult(), gone))
            await gone.Task.ConfigureAwait(false);
        lock (_lock)
            _subscribers.Remove(subscriber);
    }
}
