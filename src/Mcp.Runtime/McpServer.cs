using Mcp.Options;
using Mcp.Sessions;
using Mcp.Transports;
using Mcp.Transports.Tap;

namespace Mcp;

/// <summary>
/// A server over the handlers of one or more revisions. It keeps nothing between connections: each accepted connection is a session of its
/// own. Thread-safe.
/// </summary>
public sealed partial class McpServer
{
    private readonly RuntimeServices _services;
    private readonly SessionSettings _settings;

    /// <summary>Creates a server.</summary>
    /// <param name="options">What it is and serves; copied.</param>
    public McpServer(McpServerOptions options)
        : this(options, services: null)
    {
    }

    internal McpServer(McpServerOptions options, RuntimeServices? services)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrWhiteSpace(options.ServerName, nameof(options.ServerName));
        ClientSettings.ThrowIfNotPositive(options.WriteTimeout, nameof(options.WriteTimeout));
        services ??= McpClient.ServicesFor(options.TimeProvider, options.LoggerFactory, options.Limits) with { WriteTimeout = options.WriteTimeout };
        _services = services with { Observer = options.CallObserver };
        var handlers = new SessionHandlers(options.Handlers);
        _settings = new SessionSettings
        {
            Name = options.ServerName,
            Version = options.ServerVersion,
            Instructions = options.Instructions,
            Handlers = handlers,
            RequestTimeout = options.RequestTimeout,
            Revisions = options.ProtocolVersions.Count > 0 ? [.. options.ProtocolVersions]
                : handlers.Revisions.Any() ? [.. handlers.Revisions.OrderByDescending(revision => revision.Date, StringComparer.Ordinal)]
                : McpRevision.Known,
        };
    }

    internal RuntimeServices Services => _services;

    /// <summary>Serves one connection until it ends.</summary>
    internal async Task<McpCloseInfo> ServeAsync(IConnection connection)
    {
        Attach(connection);
        return await connection.Closed.ConfigureAwait(false);
    }

    /// <summary>Starts a session on a connection.</summary>
    internal Session Attach(IConnection connection)
    {
        connection = TappedConnection.Around(connection, _services, _settings.Name);
        var slots = new SlotTable(_services.Limits.MaxInFlight);
        _services.Sweeper.Watch(slots);
        var session = new Session(_services, _settings, connection, slots, new UndecidedServerEra(_settings), new Observer(_services, slots));
        session.Start();
        return session;
    }

    private sealed class Observer(RuntimeServices services, SlotTable slots) : ISessionObserver
    {
        public void OnSessionClosed(Session session, McpCloseInfo close) => services.Sweeper.Forget(slots);

        public void OnNotification(McpNotification notification)
        {
            // A server's notifications are for its handlers alone.
        }
    }
}
