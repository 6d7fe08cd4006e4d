using Mcp.Catalog;
using Mcp.Diagnostics;
using Mcp.Options;
using Mcp.Resilience;
using Mcp.Scheduling;
using Mcp.Sessions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mcp;

/// <summary>
/// A client of one server: what an app holds. It opens the connection, keeps it open, and is the <see cref="McpCaller"/> that contracts and
/// dynamic calls go through. All members are thread-safe. When the connection is lost, calls that may be repeated go out again on the next
/// one, calls that wait are kept, and every other call fails with what is known (<see cref="McpConnectionException"/>).
/// </summary>
public partial class McpClient : McpCaller, ICatalogSource, IAsyncDisposable
{
    private readonly ConnectionSupervisor _supervisor;
    private readonly NotificationHub _notifications;
    private readonly ResultChecks? _checks;

    private protected McpClient(ConnectionSupervisor supervisor, NotificationHub notifications)
    {
        _supervisor = supervisor;
        _notifications = notifications;
        _wishes = new StandingWishes(supervisor.Settings.LogLevel);
        if (supervisor.Settings.ResultValidation != McpResultValidation.None)
            _checks = new ResultChecks(this, supervisor, supervisor.Settings.ResultValidation == McpResultValidation.Throw);
        supervisor.Reopened = () => _ = OnReopenedAsync();
    }

    /// <summary>The revision that is spoken.</summary>
    public McpRevision NegotiatedVersion => _supervisor.Peer!.Revision;

    /// <inheritdoc/>
    public override McpRevision? Revision => _supervisor.Peer?.Revision;

    /// <summary>Who the server is.</summary>
    public McpServerInfo ServerInfo => McpServerInfo.From(_supervisor.Peer!.Implementation);

    /// <summary>What the server declares to offer.</summary>
    public McpServerCapabilities ServerCapabilities => new(_supervisor.Peer!.Capabilities);

    /// <summary>What the server tells a model about using it, if anything.</summary>
    public string? Instructions => _supervisor.Peer!.Instructions;

    /// <summary>How many requests are in flight.</summary>
    public int InFlight => _supervisor.InFlight;

    /// <summary>Connects to a server.</summary>
    /// <param name="transport">How to reach it.</param>
    /// <param name="options">How to behave; defaults when left out.</param>
    /// <param name="cancellationToken">Gives the attempt up.</param>
    /// <exception cref="McpConnectionException">The server cannot be reached, or ended the connection during the handshake.</exception>
    /// <exception cref="McpNegotiationException">There is no revision in common.</exception>
    /// <exception cref="McpTimeoutException">Connecting or the handshake took too long.</exception>
    public static async ValueTask<McpClient> ConnectAsync(McpTransport transport, McpClientOptions? options = null, CancellationToken cancellationToken = default)
    {
        (ConnectionSupervisor supervisor, NotificationHub hub) = await OpenAsync(transport, options ?? new McpClientOptions(), [], null, cancellationToken).ConfigureAwait(false);
        return new McpClient(supervisor, hub);
    }

    /// <summary>Connects in exactly the revision of a generated client interface.</summary>
    /// <typeparam name="TProtocol">For instance <c>Mcp.V2025_03_26.IMcpClient</c>.</typeparam>
    /// <inheritdoc cref="ConnectAsync(McpTransport, McpClientOptions?, CancellationToken)"/>
    public static async ValueTask<McpClient<TProtocol>> ConnectAsync<TProtocol>(McpTransport transport, McpClientOptions? options = null, CancellationToken cancellationToken = default)
        where TProtocol : class, IMcpProtocolClient<TProtocol>
    {
        (ConnectionSupervisor supervisor, NotificationHub hub) = await OpenAsync(transport, options ?? new McpClientOptions(), [TProtocol.Revision], null, cancellationToken).ConfigureAwait(false);
        return new McpClient<TProtocol>(supervisor, hub);
    }

    /// <inheritdoc/>
    public override ValueTask<TResult> InvokeAsync<TParams, TResult>(
        McpMethod<TParams, TResult> method, TParams parameters, McpCallOptions options = default, CancellationToken cancellationToken = default) =>
        _checks is { } checks && method?.Name == MethodNames.CallTool
            ? checks.InvokeAsync(method, parameters, options, cancellationToken)
            : PendingCall<TParams, TResult>.Start(_supervisor, _supervisor.Services, method!, parameters, options, cancellationToken);

    /// <inheritdoc/>
    public override ValueTask PerformAsync<TParams, TResult>(
        McpMethod<TParams, TResult> method, TParams parameters, McpCallOptions options = default, CancellationToken cancellationToken = default) =>
        _checks is { } checks && method?.Name == MethodNames.CallTool
            ? checks.PerformAsync(method, parameters, options, cancellationToken)
            : PendingCall<TParams, TResult>.StartWithoutResult(_supervisor, _supervisor.Services, method!, parameters, options, cancellationToken);

    /// <inheritdoc/>
    public override ValueTask NotifyAsync<TParams>(
        McpNotificationMethod<TParams> method, TParams parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(method);
        cancellationToken.ThrowIfCancellationRequested();
        Session session = _supervisor.Current ?? throw new McpConnectionException(new McpCloseInfo(McpCloseReason.PeerClosed) { Detail = "there is no connection at the moment" })
        {
            Method = method.Name,
            Disposition = McpDisposition.NotSent,
        };
        return session.NotifyAsync(method, parameters);
    }

    /// <summary>The server's notifications from now on, in order: list changes, log messages, whatever it sends that belongs to no call.</summary>
    /// <returns>A subscription; dispose it when done.</returns>
    public McpSubscription SubscribeToNotifications() => _notifications.Subscribe();

    /// <summary>Opens a request whose answer comes only when it ends and which brings notifications until then (<c>subscriptions/listen</c>, 2026-07-28).</summary>
    /// <param name="method">The method, as generated.</param>
    /// <param name="parameters">What to listen to; sent again after a reconnect.</param>
    public McpSubscription Listen<TParams, TResult>(McpMethod<TParams, TResult> method, TParams parameters) =>
        McpSubscription.Open(_supervisor.Services, endsWhenLagging: true, (subscriber, stop) =>
            InvokeAsync(method, parameters, new McpCallOptions { Subscriber = subscriber }, stop).AsTask());

    /// <summary>Ends the connection. Calls that were not sent fail as such; a server process is asked to end, and made to if it does not.</summary>
    public async ValueTask DisposeAsync()
    {
        await _supervisor.CloseAsync().ConfigureAwait(false);
        _notifications.End();
        GC.SuppressFinalize(this);
    }

    /// <summary>The same with the threads and the chance of a simulation.</summary>
    internal static async ValueTask<McpClient> ConnectAsync(McpTransport transport, McpClientOptions options, RuntimeServices services, CancellationToken cancellationToken = default)
    {
        (ConnectionSupervisor supervisor, NotificationHub hub) = await OpenAsync(transport, options, [], services, cancellationToken).ConfigureAwait(false);
        return new McpClient(supervisor, hub);
    }

    private static async ValueTask<(ConnectionSupervisor, NotificationHub)> OpenAsync(
        McpTransport transport, McpClientOptions options, IReadOnlyList<McpRevision> exact, RuntimeServices? services, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transport);
        services ??= ServicesFor(options.TimeProvider, options.LoggerFactory, options.Limits) with { WriteTimeout = options.WriteTimeout };
        services = services with { Observer = options.CallObserver };
        var hub = new NotificationHub(services);
        var supervisor = new ConnectionSupervisor(services, ClientSettings.From(options, exact, transport.Address), transport, options.Reconnect.Snapshot(), hub.OnNotification)
        {
            Faulted = hub.OnFaulted,
        };
        try
        {
            await supervisor.ConnectAsync(options.ConnectTimeout, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await supervisor.CloseAsync().ConfigureAwait(false);
            throw;
        }

        return (supervisor, hub);
    }

    internal static RuntimeServices ServicesFor(TimeProvider time, ILoggerFactory? logs, McpLimits limits) => new()
    {
        Time = time,
        TimeoutLog = new RateLimit(time),
        Sweeper = SharedSweeper.For(time),
        Log = logs?.CreateLogger("Mcp") ?? NullLogger.Instance,
        Limits = limits.Snapshot(),
    };
}

/// <summary>A client in exactly one revision, with that revision's methods. Requests that stay open are held by <see cref="McpClient.Listen"/>.</summary>
/// <typeparam name="TProtocol">The revision's client interface.</typeparam>
public sealed class McpClient<TProtocol> : McpClient
    where TProtocol : class, IMcpProtocolClient<TProtocol>
{
    internal McpClient(ConnectionSupervisor supervisor, NotificationHub notifications)
        : base(supervisor, notifications) => Protocol = TProtocol.Over(this);

    /// <summary>The revision's methods.</summary>
    public TProtocol Protocol { get; }
}
