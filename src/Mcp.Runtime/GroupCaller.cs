using Mcp.Catalog;
using Mcp.Options;

namespace Mcp;

/// <summary>
/// One server of a group, as what calls go through. It is there before the first connection and after a failed one, so that whoever holds it,
/// or a contract over it, need not care when its server comes.
/// </summary>
internal sealed class GroupCaller(string name) : McpCaller, ICatalogSource
{
    private McpCaller? _client;
    private Exception? _error;
    private volatile bool _isRemoved;

    public string Name => name;

    /// <summary>The client or the pool, once there is one.</summary>
    public McpCaller? Client => Volatile.Read(ref _client);

    public Exception? Error => Volatile.Read(ref _error);

    public override McpRevision? Revision => Client?.Revision;

    public McpRevision NegotiatedVersion => Source.NegotiatedVersion;

    public McpServerInfo ServerInfo => Source.ServerInfo;

    public McpServerCapabilities ServerCapabilities => Source.ServerCapabilities;

    public string? Instructions => Source.Instructions;

    public McpClientState State => _isRemoved ? McpClientState.Closed : Client switch
    {
        McpClient client => client.State,
        McpClientPool pool => pool.State,
        _ => Error is null ? McpClientState.Connecting : McpClientState.Faulted,
    };

    public bool IsConnected => State is McpClientState.Ready or McpClientState.Degraded;

    private ICatalogSource Source => (ICatalogSource?)Client ?? throw NotConnected("server info");

    public void OnConnected(McpCaller client)
    {
        Volatile.Write(ref _error, null);
        Volatile.Write(ref _client, client);
    }

    public void OnFailed(Exception error) => Volatile.Write(ref _error, error);

    public void OnRemoved() => _isRemoved = true;

    public override ValueTask<TResult> InvokeAsync<TParams, TResult>(
        McpMethod<TParams, TResult> method, TParams parameters, McpCallOptions options = default, CancellationToken cancellationToken = default) =>
        Client is { } client
            ? client.InvokeAsync(method, parameters, options, cancellationToken)
            : ValueTask.FromException<TResult>(NotConnected(NameOf(method)));

    public override ValueTask PerformAsync<TParams, TResult>(
        McpMethod<TParams, TResult> method, TParams parameters, McpCallOptions options = default, CancellationToken cancellationToken = default) =>
        Client is { } client
            ? client.PerformAsync(method, parameters, options, cancellationToken)
            : ValueTask.FromException(NotConnected(NameOf(method)));

    public override ValueTask NotifyAsync<TParams>(McpNotificationMethod<TParams> method, TParams parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(method);
        return Client is { } client
            ? client.NotifyAsync(method, parameters, cancellationToken)
            : ValueTask.FromException(NotConnected(method.Name));
    }

    public override IAsyncEnumerable<T> WatchAsync<T>(McpTopic<T> topic, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(topic);
        return Client?.WatchAsync(topic, cancellationToken) ?? throw NotConnected(topic.Kind.ToString());
    }

    public McpGroupMember Describe()
    {
        McpCaller? client = Client;
        return new McpGroupMember
        {
            Name = name,
            State = State,
            Error = Error,
            ServerInfo = (client as ICatalogSource)?.ServerInfo,
            Caller = this,
            Connections = client switch
            {
                McpClient one => [one.GetSnapshot()],
                McpClientPool pool => pool.GetSnapshots(),
                _ => [],
            },
        };
    }

    /// <summary>Why nothing can be asked of the server now.</summary>
    public McpConnectionException NotConnected(string method)
    {
        McpCloseInfo close = Error switch
        {
            _ when _isRemoved => new McpCloseInfo(McpCloseReason.ClientClosed) { Detail = $"'{name}' was removed from the group", IsTransient = false },
            McpConnectionException error => error.Close,
            { } error => new McpCloseInfo(McpCloseReason.ConnectFailed) { Error = error, IsTransient = error is McpException { IsTransient: true } },
            null => new McpCloseInfo(McpCloseReason.ConnectFailed) { Detail = $"'{name}' is not connected ({State})" },
        };
        return new McpConnectionException(close) { Method = method, Disposition = McpDisposition.NotSent };
    }

    private static string NameOf(McpMethod? method)
    {
        ArgumentNullException.ThrowIfNull(method);
        return method.Name;
    }
}
