namespace Mcp;

/// <summary>
/// News of a server, in order, from the moment when the watch was handed out until it or its client is disposed. It outlives a lost
/// connection. Enumerate it from one place at a time; what is not taken waits, <see cref="McpLimits.NotificationCapacity"/> at most, and more
/// ends it with a <see cref="McpLaggedException"/>.
/// </summary>
/// <typeparam name="T">What is told.</typeparam>
public sealed class McpWatch<T> : IAsyncEnumerable<T>, IAsyncDisposable
{
    private readonly McpSubscription _subscription;
    private readonly Action<McpNotification, List<T>> _read;

    // One notification may be several news; those that an enumeration was left with are there for the next one.
    private readonly Queue<T> _ready = new();
    private Func<ValueTask>? _release;

    /// <param name="subscription">Where notifications come from; ended with the watch.</param>
    /// <param name="read">Makes news of a notification: none, one or several.</param>
    /// <param name="release">Takes back what was asked of the server for the watch.</param>
    internal McpWatch(McpSubscription subscription, Action<McpNotification, List<T>> read, Func<ValueTask>? release)
    {
        _subscription = subscription;
        _read = read;
        _release = release;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        IAsyncEnumerator<McpNotification> notifications = _subscription.GetAsyncEnumerator(cancellationToken);
        await using (notifications.ConfigureAwait(false))
        {
            while (true)
            {
                while (_ready.TryDequeue(out T? item))
                    yield return item;
                if (!await TryMoveAsync(notifications).ConfigureAwait(false))
                    yield break;
                Read(notifications.Current);
            }
        }
    }

    /// <summary>Ends the watch; the server is told, if it can be.</summary>
    public async ValueTask DisposeAsync()
    {
        Func<ValueTask>? release = Interlocked.Exchange(ref _release, null);
        await _subscription.DisposeAsync().ConfigureAwait(false);
        if (release is null)
            return;
        try
        {
            await release().ConfigureAwait(false);
        }
        catch (McpException)
        {
            // The server is gone or does not care; either way it has nothing left to take back.
        }
    }

    /// <summary>The client's own end is the watch's end, too, in whatever way its notifications came.</summary>
    private static async ValueTask<bool> TryMoveAsync(IAsyncEnumerator<McpNotification> notifications)
    {
        try
        {
            return await notifications.MoveNextAsync().ConfigureAwait(false);
        }
        catch (McpConnectionException end) when (end.Close.Reason == McpCloseReason.ClientClosed)
        {
            return false;
        }
    }

    private void Read(McpNotification notification)
    {
        var news = new List<T>();
        try
        {
            _read(notification, news);
            news.ForEach(_ready.Enqueue);
        }
        catch (McpPayloadException)
        {
            // One odd notification tells nothing; the next one may.
        }
    }
}
