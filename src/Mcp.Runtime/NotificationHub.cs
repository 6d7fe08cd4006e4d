using Mcp.Options;

namespace Mcp;

/// <summary>Hands the notifications of a client's sessions to everyone who subscribed, each with an inbox of their own.</summary>
internal sealed class NotificationHub(RuntimeServices services)
{
    private readonly object _lock = new();
    private readonly List<ISubscriber> _subscribers = [];
    private readonly CancellationTokenSource _ended = new();

    public McpSubscription Subscribe() => McpSubscription.Open(services, endsWhenLagging: false, StayAsync);

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
