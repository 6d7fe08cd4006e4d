using Mcp.Catalog;
using Mcp.Options;
using Mcp.Pooling;
using Mcp.Sessions;

namespace Mcp;

/// <summary>
/// Several connections to one server, as one <see cref="McpCaller"/>: each call goes to the least busy one. A call whose connection is lost goes on
/// over another one by the same rules as with <see cref="McpClient"/>, and waits only while none of them stands. All members are thread-safe.
/// </summary>
/// <remarks>
/// Servers of the stateful era know each connection by itself: what one was told, another one has not heard. What stays open (<see cref="WatchAsync"/>,
/// <see cref="SubscribeToNotifications"/>, the log level, subscriptions to resources) goes over one connection, the oldest that has not given up;
/// <see cref="McpCallOptions.Affinity"/> keeps calls together.
/// </remarks>
public sealed partial class McpClientPool : McpCaller, ICatalogSource, IAsyncDisposable
{
    private readonly PoolRouter _router;
    private readonly NotificationHub _notifications;
    private McpClient? _lastKnown;

    private McpClientPool(McpTransport transport, McpClientOptions options, McpPoolOptions size, RuntimeServices services)
    {
        SessionSettings settings = ClientSettings.From(options, [], transport.Address);
        _notifications = new NotificationHub(services);
        _router = new PoolRouter(
            services,
            new PoolSettings
            {
                Size = size,
                Reconnect = options.Reconnect,
                RequestTimeout = settings.RequestTimeout,
                MaxRequestTime = settings.MaxRequestTime,
                Target = transport.Description,
            },
            cancellationToken => OpenAsync(transport, options, services, cancellationToken));
    }

    /// <summary>The revision that is spoken, as the oldest connection has it.</summary>
    public McpRevision NegotiatedVersion => Oldest.NegotiatedVersion;

    /// <inheritdoc/>
    public override McpRevision? Revision => Oldest.Revision;

    /// <summary>Who the server is.</summary>
    public McpServerInfo ServerInfo => Oldest.ServerInfo;

    /// <summary>What the server declares to offer.</summary>
    public McpServerCapabilities ServerCapabilities => Oldest.ServerCapabilities;

    /// <summary>What the server tells a model about using it, if anything.</summary>
    public string? Instructions => Oldest.Instructions;

    /// <summary>Where the pool stands with its server: the best state of its connections.</summary>
    public McpClientState State => _router.State;

    /// <summary>How many connections take calls, those that are just being opened again included; not those that only end their last calls.</summary>
    public int Size => _router.Size;

    /// <summary>How many requests are in flight over all of them.</summary>
    public int InFlight => _router.InFlight;

    /// <summary>How many calls wait because no connection stands.</summary>
    public int WaitingCalls => _router.Waiting;

    /// <summary>For benchmarks and tests.</summary>
    internal PoolRouter Router => _router;

    private McpClient Oldest
    {
        get
        {
            // After Clear there may be none for a while; what the last one knew is the best there is.
            if (_router.Pinned is { } pinned)
                Volatile.Write(ref _lastKnown, (McpClient)pinned.Client);
            return Volatile.Read(ref _lastKnown)!;
        }
    }

    /// <summary>Connects to a server, <see cref="McpPoolOptions.Min"/> times at once.</summary>
    /// <param name="transport">How to reach it. One that starts a process starts one for each connection.</param>
    /// <param name="options">How each connection behaves; defaults when left out. What bounds calls (<see cref="McpLimits.MaxInFlight"/>) holds for each connection,
    /// <see cref="McpReconnectOptions.QueueWhileDisconnected"/> for the pool.</param>
    /// <param name="pool">How many there are; one when left out.</param>
    /// <param name="cancellationToken">Gives the attempt up.</param>
    /// <exception cref="ArgumentException">An option is not usable; the message has its name and value.</exception>
    /// <exception cref="McpException">Not one connection could be opened: as with <see cref="McpClient.ConnectAsync(McpTransport, McpClientOptions?, CancellationToken)"/>. If one
    /// could, the rest follows in the background.</exception>
    public static ValueTask<McpClientPool> ConnectAsync(
        McpTransport transport, McpClientOptions? options = null, McpPoolOptions? pool = null, CancellationToken cancellationToken = default)
    {
        options ??= new McpClientOptions();
        return ConnectAsync(transport, options, pool ?? new McpPoolOptions(), McpClient.ServicesFor(options.TimeProvider, options.LoggerFactory, options.Limits), cancellationToken);
    }

    /// <inheritdoc/>
    public override ValueTask<TResult> InvokeAsync<TParams, TResult>(
        McpMethod<TParams, TResult> method, TParams parameters, McpCallOptions options = default, CancellationToken cancellationToken = default) =>
        method?.Name == MethodNames.CallTool && Oldest.Checks is { } checks
            ? checks.InvokeAsync(_router, method, parameters, options, cancellationToken)
            : PendingCall<TParams, TResult>.Start(_router, _router.Services, method!, parameters, options, cancellationToken);

    /// <inheritdoc/>
    public override ValueTask PerformAsync<TParams, TResult>(
        McpMethod<TParams, TResult> method, TParams parameters, McpCallOptions options = default, CancellationToken cancellationToken = default) =>
        method?.Name == MethodNames.CallTool && Oldest.Checks is { } checks
            ? checks.PerformAsync(_router, method, parameters, options, cancellationToken)
            : PendingCall<TParams, TResult>.StartWithoutResult(_router, _router.Services, method!, parameters, options, cancellationToken);

    /// <summary>
    /// Sends a notification over every connection that stands, since each of them is a client of its own to the server. Completes when all of
    /// them have room for more.
    /// </summary>
    /// <exception cref="McpConnectionException">There is no connection at the moment.</exception>
    public override async ValueTask NotifyAsync<TParams>(McpNotificationMethod<TParams> method, TParams parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(method);
        cancellationToken.ThrowIfCancellationRequested();
        var sent = new List<Task>();
        foreach (PoolSeat seat in _router.Seats)
        {
            if (seat.Member.Supervisor.Current is { } session)
                sent.Add(session.NotifyAsync(method, parameters).AsTask());
        }

        if (sent.Count == 0)
        {
            throw new McpConnectionException(new McpCloseInfo(McpCloseReason.PeerClosed) { Detail = $"none of the pool's {Size} connections stands at the moment" })
            {
                Method = method.Name,
                Disposition = McpDisposition.NotSent,
            };
        }

        await Task.WhenAll(sent).ConfigureAwait(false);
    }

    /// <summary>What each connection knows of itself, the oldest first.</summary>
    public IReadOnlyList<McpClientSnapshot> GetSnapshots()
    {
        ReadOnlySpan<PoolSeat> seats = _router.Seats;
        var snapshots = new McpClientSnapshot[seats.Length];
        for (int i = 0; i < snapshots.Length; i++)
            snapshots[i] = seats[i].Member.Supervisor.GetSnapshot();
        return snapshots;
    }

    /// <summary>
    /// Replaces every connection: those of now take no further call, end the calls that they have, and are closed; new ones are opened at once. For
    /// when a server has moved, or credentials have changed. Returns at once.
    /// </summary>
    public void Clear() => _router.Clear();

    /// <summary>Ends all connections. Calls that were not sent fail as such.</summary>
    public async ValueTask DisposeAsync()
    {
        await _router.CloseAsync().ConfigureAwait(false);
        _notifications.End();
    }

    /// <summary>The same with the threads and the chance of a simulation.</summary>
    internal static async ValueTask<McpClientPool> ConnectAsync(
        McpTransport transport, McpClientOptions options, McpPoolOptions size, RuntimeServices services, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transport);
        options = options.Copy();
        var pool = new McpClientPool(transport, options, size.Snapshot(), services with { WriteTimeout = options.WriteTimeout });
        try
        {
            await pool._router.ConnectAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await pool.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        return pool;
    }

    private async ValueTask<IPooledClient> OpenAsync(McpTransport transport, McpClientOptions options, RuntimeServices services, CancellationToken cancellationToken)
    {
        McpClient client = await McpClient.ConnectAsync(transport, options, services, cancellationToken).ConfigureAwait(false);
        client.RelayTo(notification =>
        {
            if (_router.Pinned?.Client == client)
                _notifications.OnNotification(notification);
        });
        return client;
    }
}
