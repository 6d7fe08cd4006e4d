using Mcp.Catalog;
using Mcp.Diagnostics;

namespace Mcp;

public partial class McpClient
{
    private static readonly McpMethod<McpJson, McpJson> ListenMethod = new(
        "subscriptions/listen", static (writer, filter) => writer.WriteJson(filter), McpJson.Read)
    {
        Retry = McpRetry.Replayed,
    };

    private readonly StandingWishes _wishes;

    /// <summary>
    /// Tells when the server's tools, prompts or resources change. Take the watch first and list afterwards, and no change is missed. After a
    /// lost connection each list is told once, since it may have changed meanwhile. A server that declares no such news never sends any.
    /// </summary>
    /// <returns>The watch; the server sends from now on.</returns>
    /// <exception cref="McpException">The server does not accept it.</exception>
    public ValueTask<McpWatch<McpListChange>> WatchListChangesAsync(CancellationToken cancellationToken = default)
    {
        McpServerCapabilities offered = ServerCapabilities;
        var declared = new List<McpListChange>();
        if (offered.ToolsListChanged)
            declared.Add(McpListChange.Tools);
        if (offered.PromptsListChanged)
            declared.Add(McpListChange.Prompts);
        if (offered.ResourcesListChanged)
            declared.Add(McpListChange.Resources);
        var reader = new ListChangeReader(declared);
        if (NegotiatedVersion.Era == McpEra.Stateful || declared.Count == 0)
            return ValueTask.FromResult(new McpWatch<McpListChange>(_notifications.Watch(ListChangeReader.Accepts), reader.Read, null));
        string filter = string.Join(",", declared.Select(list => $"\"{list.ToString().ToLowerInvariant()}ListChanged\":true"));
        return ListenAsync<McpListChange>(filter, reader.Read, cancellationToken);
    }

    /// <summary>Tells when the content of a resource changes, or of one below it. After a lost connection it is told once, since it may have changed meanwhile.</summary>
    /// <param name="uri">The resource's address, character by character as the server wrote it.</param>
    /// <param name="cancellationToken">Gives the attempt up.</param>
    /// <returns>The watch over the addresses that changed; the server sends from now on.</returns>
    /// <exception cref="McpUnsupportedException">The server does not declare it (<c>resources.subscribe</c>).</exception>
    /// <exception cref="McpException">The server does not accept it.</exception>
    public async ValueTask<McpWatch<string>> WatchResourceAsync(string uri, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(uri);
        if (!ServerCapabilities.ResourcesSubscribe)
            throw new McpUnsupportedException("resources/subscribe", "the server does not declare resources.subscribe.");
        var reader = new ResourceUpdateReader(uri);
        if (NegotiatedVersion.Era == McpEra.Stateless)
            return await ListenAsync<string>($"\"resourceSubscriptions\":[{McpJson.FromString(uri)}]", reader.Read, cancellationToken).ConfigureAwait(false);
        var watch = new McpWatch<string>(_notifications.Watch(ResourceUpdateReader.Accepts), reader.Read, () => ForgetResourceAsync(uri));
        _wishes.AddResource(uri);
        return await OrDisposeAsync(watch, this.SubscribeResourceAsync(uri, cancellationToken: cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>
    /// The server's log from a level on. The server is asked for the most talkative level that any watch or <see cref="SetLoggingLevelAsync"/>
    /// wants. In 2026-07-28 a server logs only while it serves a request.
    /// </summary>
    /// <param name="level">The least serious level to be told.</param>
    /// <param name="cancellationToken">Gives the attempt up.</param>
    /// <exception cref="McpException">The server does not accept the level. One that declares no logging is not asked.</exception>
    public async ValueTask<McpWatch<McpLogEntry>> WatchLogAsync(McpLogLevel level = McpLogLevel.Info, CancellationToken cancellationToken = default)
    {
        var watch = new McpWatch<McpLogEntry>(_notifications.Watch(LogEntryReader.Accepts), new LogEntryReader(level).Read, () =>
        {
            _wishes.RemoveLevel(level);
            return ValueTask.CompletedTask;
        });
        _wishes.AddLevel(level);
        return await OrDisposeAsync(watch, ServerCapabilities.Logging ? SendLevelAsync(cancellationToken) : default).ConfigureAwait(false);
    }

    /// <summary>
    /// Asks the server to log from a level on; later connections are asked, too. To 2025-11-25 the server remembers it, from 2026-07-28 on it
    /// goes with every request; a level in a call's own <see cref="McpCallOptions.Meta"/> comes first there.
    /// </summary>
    /// <exception cref="McpUnsupportedException">The server does not declare logging.</exception>
    public ValueTask SetLoggingLevelAsync(McpLogLevel level, CancellationToken cancellationToken = default)
    {
        if (!ServerCapabilities.Logging)
            throw new McpUnsupportedException(McpPingExtensions.SetLevel.Name, "the server does not declare logging.");
        _wishes.SetLevel(level);
        return SendLevelAsync(cancellationToken);
    }

    private static async ValueTask<McpWatch<T>> OrDisposeAsync<T>(McpWatch<T> watch, ValueTask asked)
    {
        try
        {
            await asked.ConfigureAwait(false);
            return watch;
        }
        catch
        {
            await watch.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private ValueTask<McpWatch<T>> ListenAsync<T>(string filter, Action<McpNotification, List<T>> read, CancellationToken cancellationToken)
    {
        McpSubscription subscription = Listen(ListenMethod, McpJson.Parse($"{{\"notifications\":{{{filter}}}}}"));
        // Its first notification is the acknowledgement: what happens from then on is told.
        return OrDisposeAsync(new McpWatch<T>(subscription, read, null), subscription.WaitForFirstAsync(cancellationToken));
    }

    private async ValueTask SendLevelAsync(CancellationToken cancellationToken)
    {
        if (NegotiatedVersion.Era == McpEra.Stateful && _wishes.LogLevel is { } level)
            await InvokeAsync(McpPingExtensions.SetLevel, level, cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask ForgetResourceAsync(string uri)
    {
        if (!_wishes.RemoveResource(uri))
            return;
        await this.UnsubscribeResourceAsync(uri).ConfigureAwait(false);
        // Somebody may have begun to watch it again, and the server may have heard of that first.
        if (_wishes.WantsResource(uri))
            await this.SubscribeResourceAsync(uri).ConfigureAwait(false);
    }

    /// <summary>There is a new connection. Watches hear of it when the server has been told all again: what they read now is followed by its changes.</summary>
    private async Task OnReopenedAsync()
    {
        if (NegotiatedVersion.Era == McpEra.Stateful)
        {
            foreach (string uri in _wishes.Resources)
                await RepeatAsync(this.SubscribeResourceAsync(uri)).ConfigureAwait(false);
            if (ServerCapabilities.Logging)
                await RepeatAsync(SendLevelAsync(default)).ConfigureAwait(false);
        }

        _notifications.OnReopened();
    }

    private async ValueTask RepeatAsync(ValueTask asking)
    {
        try
        {
            await asking.ConfigureAwait(false);
        }
        catch (McpException error)
        {
            Log.WishNotRepeated(_supervisor.Services.Log, error.Method ?? "", error);
        }
    }
}
