using System.Runtime.CompilerServices;
using Mcp.Catalog;
using Mcp.Pooling;

namespace Mcp;

public sealed partial class McpClientPool
{
    /// <summary>
    /// The notifications of the oldest connection from now on, in order; when that one goes, those of the next oldest. The others tell much the
    /// same, and would tell it once more.
    /// </summary>
    /// <returns>A subscription; dispose it when done. It ends with the pool.</returns>
    public McpSubscription SubscribeToNotifications() => _notifications.Subscribe();

    /// <summary>
    /// What the server tells of by itself, over the oldest connection. When that one goes the watch goes on over the next oldest, and tells
    /// once what may have changed meanwhile, as after a lost connection.
    /// </summary>
    /// <inheritdoc/>
    public override IAsyncEnumerable<T> WatchAsync<T>(McpTopic<T> topic, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(topic);
        return FollowAsync(topic, cancellationToken);
    }

    private async IAsyncEnumerable<T> FollowAsync<T>(McpTopic<T> topic, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        PoolMember? last = null;
        while (await _router.NextPinnedAsync(last, cancellationToken).ConfigureAwait(false) is { } pinned)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, pinned.Leaving);
            if (await TryOpenAsync(topic, pinned, either.Token, cancellationToken).ConfigureAwait(false) is { } watch)
            {
                await using (((IAsyncDisposable)watch).ConfigureAwait(false))
                {
                    // Told when the next watch stands: whoever looks now misses nothing that comes later.
                    if (last is not null)
                    {
                        foreach (T item in MayHaveChanged(topic, ((McpClient)pinned.Client).ServerCapabilities))
                            yield return item;
                    }

                    IAsyncEnumerator<T> news = watch.GetAsyncEnumerator(either.Token);
                    await using (news.ConfigureAwait(false))
                    {
                        while (await TryMoveAsync(news, pinned, cancellationToken).ConfigureAwait(false))
                            yield return news.Current;
                    }
                }

                if (!HasMoved(pinned))
                    yield break;
            }

            last = pinned;
        }
    }

    private async ValueTask<McpWatch<T>?> TryOpenAsync<T>(McpTopic<T> topic, PoolMember pinned, CancellationToken either, CancellationToken cancellationToken)
    {
        try
        {
            return await ((McpClient)pinned.Client).OpenWatchAsync(topic, either).ConfigureAwait(false);
        }
        catch (Exception error) when (IsEndOf(pinned, error, cancellationToken))
        {
            return null;
        }
    }

    /// <summary><see langword="false"/>: there is no more over this member.</summary>
    private async ValueTask<bool> TryMoveAsync<T>(IAsyncEnumerator<T> news, PoolMember pinned, CancellationToken cancellationToken)
    {
        try
        {
            return await news.MoveNextAsync().ConfigureAwait(false);
        }
        catch (Exception error) when (IsEndOf(pinned, error, cancellationToken))
        {
            return false;
        }
    }

    private bool IsEndOf(PoolMember pinned, Exception error, CancellationToken cancellationToken) =>
        (error is McpConnectionException or OperationCanceledException) && HasMoved(pinned) && !cancellationToken.IsCancellationRequested;

    /// <summary>Whether what stays open goes over another member from now on.</summary>
    private bool HasMoved(PoolMember pinned) => pinned.IsLeaving || _router.Pinned != pinned;

    private static IEnumerable<T> MayHaveChanged<T>(McpTopic<T> topic, McpServerCapabilities offered)
    {
        switch (topic.Kind)
        {
            case McpTopicKind.ListChanges:
                if (offered.ToolsListChanged)
                    yield return (T)(object)McpListChange.Tools;
                if (offered.PromptsListChanged)
                    yield return (T)(object)McpListChange.Prompts;
                if (offered.ResourcesListChanged)
                    yield return (T)(object)McpListChange.Resources;
                break;
            case McpTopicKind.ResourceUpdates:
                yield return (T)(object)topic.Argument!;
                break;
        }
    }
}
