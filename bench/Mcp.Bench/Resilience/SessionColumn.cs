using Mcp.Bench.Calls;
using Mcp.Bench.Wire;
using Mcp.Diagnostics;
using Mcp.Options;
using Mcp.Sessions;

namespace Mcp.Bench.Resilience;

/// <summary>One session and nobody who watches over it: what a call costs without a supervisor.</summary>
internal sealed class SessionColumn : CallColumn, ISessionObserver
{
    private readonly Wiring _wiring;
    private Session _session = null!;

    private SessionColumn(Wiring wiring) => _wiring = wiring;

    public override string Name => "bare session";

    public static async Task<CallColumn> ConnectAsync(McpRevision revision)
    {
        var column = new SessionColumn(new Wiring(revision));
        RuntimeServices services = McpClient.ServicesFor(TimeProvider.System, null, new McpLimits());
        SessionSettings settings = ClientSettings.From(new McpClientOptions(), [revision], PeerAddress.Pipe);
        var slots = new SlotTable(services.Limits.MaxInFlight);
        services.Sweeper.Watch(slots);
        ClientEra era = ClientEra.For(settings);
        column._session = new Session(services, settings, await new MemoryTransport(column._wiring).OpenAsync(services, default), slots, era, column);
        column._session.Start();
        await era.OpenAsync(column._session, default);
        return column;
    }

    public override async Task CallAsync(string message, int count)
    {
        McpCaller peer = _session.Peer;
        for (int i = 0; i < count; i++)
            Check(message, await peer.InvokeAsync(RuntimeColumn.Echo, message));
    }

    public override async ValueTask DisposeAsync()
    {
        await _session.Connection.CloseAsync();
        await _wiring.EndAsync();
    }

    public void OnSessionClosed(Session session, McpCloseInfo close)
    {
        // The column ends it by itself.
    }

    public void OnNotification(McpNotification notification)
    {
        // The responder sends none.
    }
}
