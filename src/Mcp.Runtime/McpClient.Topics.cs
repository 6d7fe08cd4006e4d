using System.Runtime.CompilerServices;
using Mcp.Catalog;

namespace Mcp;

public partial class McpClient
{
    /// <inheritdoc/>
    public override IAsyncEnumerable<T> WatchAsync<T>(McpTopic<T> topic, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(topic);
        return EnumerateAsync(topic, cancellationToken);
    }

    private async IAsyncEnumerable<T> EnumerateAsync<T>(McpTopic<T> topic, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        McpWatch<T> watch = await OpenWatchAsync(topic, cancellationToken).ConfigureAwait(false);
        await using (((IAsyncDisposable)watch).ConfigureAwait(false))
        {
            await foreach (T item in watch.WithCancellation(cancellationToken).ConfigureAwait(false))
                yield return item;
        }
    }

    /// <summary>Each kind is told in one type, which the topic's own type argument is.</summary>
    internal async ValueTask<McpWatch<T>> OpenWatchAsync<T>(McpTopic<T> topic, CancellationToken cancellationToken) => (McpWatch<T>)(topic.Kind switch
    {
        McpTopicKind.ListChanges => (object)await WatchListChangesAsync(cancellationToken).ConfigureAwait(false),
        McpTopicKind.ResourceUpdates => await WatchResourceAsync(topic.Argument!, cancellationToken).ConfigureAwait(false),
        _ => await WatchLogAsync(LogLevels.Parse(topic.Argument) ?? McpLogLevel.Info, cancellationToken).ConfigureAwait(false),
    });
}
