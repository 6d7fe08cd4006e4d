using System.Text;
using Mcp.Catalog;
using Mcp.Diagnostics;
using Mcp.Scheduling;
using Mcp.Sessions;

namespace Mcp;

public partial class McpClient
{
    private static readonly McpMethod<McpJson, McpJson> ListenMethod = new(
        "subscriptions/listen", static (writer, filter) => writer.WriteJson(filter), McpJson.Read)
    {
        Retry = McpRetry.Replayed,
    };

    private readonly StandingWishes _wishes;
    private Task _levelTurn = Task.CompletedTask;

    /// <summary>
    /// Tells when the server's tools, prompts or resources change. Take the watch first and list afterwards, and no change is missed. After a
    /// lost connection each list is told once, since it may have changed meanwhile. A server that declares no such news never sends any.
    /// </summary>
    /// <returns>The watch; the server sends from now on.</returns>
    /// <exception cref="McpUnsupportedException">The server acknowledges less than was asked for (2026-07-28).</exception>
    /// <exception cref="McpTimeoutException">The server did not answer within <see cref="McpClientOptions.RequestTimeout"/>.</exception>
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
        string[] asked = [.. declared.Select(list => $"{list.ToString().ToLowerInvariant()}ListChanged")];
        string filter = string.Join(",", asked.Select(name => $"\"{name}\":true"));
        return ListenAsync<McpListChange>(filter, honoured => asked.All(name => Members.IsTrue(honoured, Encoding.UTF8.GetBytes(name))), reader.Read, cancellationToken);
    }

    /// <summary>Tells when the content of a resource changes, or of one below it. After a lost connection it is told once, since it may have changed meanwhile.</summary>
    /// <param name="uri">The resource's address, character by character as the server wrote it.</param>
    /// <param name="cancellationToken">Gives the attempt up.</param>
    /// <returns>The watch over the addresses that changed; the server sends from now on.</returns>
    /// <exception cref="McpUnsupportedException">The server does not declare it (<c>resources.subscribe</c>), or does not acknowledge it (2026-07-28).</exception>
    /// <exception cref="McpException">The server does not accept it.</exception>
    public async ValueTask<McpWatch<string>> WatchResourceAsync(string uri, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(uri);
        if (!ServerCapabilities.ResourcesSubscribe)
            throw new McpUnsupportedException("resources/subscribe", "the server does not declare resources.subscribe.");
        var reader = new ResourceUpdateReader(uri);
        if (NegotiatedVersion.Era == McpEra.Stateless)
        {
            return await ListenAsync<string>(
                $"\"resourceSubscriptions\":[{McpJson.FromString(uri)}]",
                honoured => Members.Items(honoured, "resourceSubscriptions"u8, McpJson.Read).Contains(McpJson.FromString(uri)),
                reader.Read,
                cancellationToken).ConfigureAwait(false);
        }

        var watch = new McpWatch<string>(_notifications.Watch(ResourceUpdateReader.Accepts), reader.Read, () => ForgetResourceAsync(uri));
        _wishes.AddResource(uri);
        return await OrDisposeAsync(watch, this.SubscribeResourceAsync(uri, cancellationToken: cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>
    /// The server's log from a level on. The server is asked for the most talkative level that any watch or <see cref="SetLoggingLevelAsync"/>
    /// wants, and for the one that remains when a watch is disposed; the protocol has no way to ask for silence. In 2026-07-28 a server logs only while it serves a request.
    /// </summary>
    /// <param name="level">The least serious level to be told.</param>
    /// <param name="cancellationToken">Gives the attempt up.</param>
    /// <exception cref="McpException">The server does not accept the level. One that declares no logging is not asked.</exception>
    public async ValueTask<McpWatch<McpLogEntry>> WatchLogAsync(McpLogLevel level = McpLogLevel.Info, CancellationToken cancellationToken = default)
    {
        var watch = new McpWatch<McpLogEntry>(_notifications.Watch(LogEntryReader.Accepts), new LogEntryReader(level).Read, () =>
        {
            _wishes.RemoveLevel(level);
            return ServerCapabilities.Logging ? SendLevelAsync(default) : default;
        });
        _wishes.AddLevel(level);
        return await OrDisposeAsync(watch, ServerCapabilities.Logging ? SendLevelAsync(cancellationToken) : default).ConfigureAwait(false);
    }

    /// <summary>
    /// Asks the server to log from a level on; later connections are asked, too. To 2025-11-25 the server remembers it, from 2026-07-28 on it
    /// goes with every request; a level in a call's own <see cref="McpCallOptions.Meta"/> comes first there.
    /// </summary>
    /// <exception cref="McpUnsupportedException">The server does not declare logging.</exception>
    /// <exception cref="McpException">The server does not accept the level; what was asked for before stands.</exception>
    public async ValueTask SetLoggingLevelAsync(McpLogLevel level, CancellationToken cancellationToken = default)
    {
        if (!ServerCapabilities.Logging)
            throw new McpUnsupportedException(McpPingExtensions.SetLevel.Name, "the server does not declare logging.");
        McpLogLevel? before = _wishes.SetLevel(level);
        try
        {
            await SendLevelAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (McpRemoteException)
        {
            _wishes.TakeBackLevel(level, before);
            throw;
        }
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
            // Not awaited: whoever gave up, or ran out of time, must not wait for the same server to hear of it.
            _ = watch.DisposeAsync().AsTask();
            throw;
        }
    }

    /// <param name="filter">The members of the filter.</param>
    /// <param name="isHonoured">Whether the part of the filter that the server acknowledged is all of it.</param>
    /// <param name="read">Makes news of a notification.</param>
    /// <param name="cancellationToken">Gives the attempt up.</param>
    private ValueTask<McpWatch<T>> ListenAsync<T>(string filter, Func<McpJson, bool> isHonoured, Action<McpNotification, List<T>> read, CancellationToken cancellationToken)
    {
        McpSubscription subscription = Listen(ListenMethod, McpJson.Parse($"{{\"notifications\":{{{filter}}}}}"));
        return OrDisposeAsync(new McpWatch<T>(subscription, read, null), AcknowledgedAsync(subscription, isHonoured, cancellationToken));
    }

    /// <summary>The first notification is the acknowledgement: what happens from then on is told.</summary>
    private async ValueTask AcknowledgedAsync(McpSubscription subscription, Func<McpJson, bool> isHonoured, CancellationToken cancellationToken)
    {
        TimeSpan limit = _supervisor.RequestTimeout;
        using var timeout = new CancellationTokenSource(limit, _supervisor.Services.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        McpNotification first;
        try
        {
            first = await subscription.PeekFirstAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new McpTimeoutException(McpTimeoutPhase.Response, limit, $"The server did not acknowledge '{ListenMethod.Name}' within {limit.TotalSeconds:0.###} s.")
            {
                Method = ListenMethod.Name,
                Elapsed = limit,
            };
        }

        if (first.Method == Watched.Acknowledged && !isHonoured(Members.Json(first.Params, "notifications"u8)))
            throw new McpUnsupportedException(ListenMethod.Name, $"the server does not tell all of what was asked for; it acknowledged {first.Params}.");
    }

    /// <summary>Tells the server of the level that is wanted when it is this sender's turn: the last one sent is the last one wanted.</summary>
    private async ValueTask SendLevelAsync(CancellationToken cancellationToken)
    {
        if (NegotiatedVersion.Era != McpEra.Stateful)
            return;
        var turn = new Completion<bool>(_supervisor.Services.Scheduler);
        Task before = Interlocked.Exchange(ref _levelTurn, turn.Task);
        try
        {
            await before.WaitAsync(cancellationToken).ConfigureAwait(false);
            if (_wishes.LogLevel is { } level)
                await InvokeAsync(McpPingExtensions.SetLevel, level, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // Whoever gave up waiting does not let the next one pass those before.
            _ = PassOnAsync(before, turn);
        }
    }

    private static async Task PassOnAsync(Task before, Completion<bool> turn)
    {
        await before.ConfigureAwait(false);
        turn.TrySet(true);
    }

    private async ValueTask ForgetResourceAsync(string uri)
    {
        if (_wishes.RemoveResource(uri))
            await UnsubscribeAsync(uri).ConfigureAwait(false);
    }

    private async ValueTask UnsubscribeAsync(string uri)
    {
        try
        {
            await this.UnsubscribeResourceAsync(uri).ConfigureAwait(false);
        }
        finally
        {
            // Somebody may have begun to watch it again, and the server may have heard of that first.
            if (_wishes.WantsResource(uri))
                await this.SubscribeResourceAsync(uri).ConfigureAwait(false);
        }
    }

    /// <summary>Tells the server of a further connection what this client wants, before any call goes there. What it refuses is logged; what it does not answer makes the attempt fail.</summary>
    private async ValueTask ReplayAsync(Session session, CancellationToken cancellationToken)
    {
        PeerDescription peer = session.PeerDescription!;
        if (peer.Revision.Era != McpEra.Stateful)
            return;
        var offered = new McpServerCapabilities(peer.Capabilities);
        var options = new McpCallOptions { Timeout = session.Settings.NegotiateTimeout };
        if (offered.ResourcesSubscribe)
        {
            foreach (string uri in _wishes.Resources)
                await RepeatAsync(session.Peer.SubscribeResourceAsync(uri, options, cancellationToken)).ConfigureAwait(false);
        }

        if (offered.Logging && _wishes.LogLevel is { } level)
            await RepeatAsync(new ValueTask(session.Peer.InvokeAsync(McpPingExtensions.SetLevel, level, options, cancellationToken).AsTask())).ConfigureAwait(false);
    }

    private async ValueTask RepeatAsync(ValueTask asking)
    {
        try
        {
            await asking.ConfigureAwait(false);
        }
        catch (McpRemoteException refusal)
        {
            Log.WishNotRepeated(_supervisor.Services.Log, refusal.Method ?? "", refusal);
        }
    }
}
