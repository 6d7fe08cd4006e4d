using Mcp.Options;
using Mcp.Scheduling;
using Mcp.Transports;

namespace Mcp.Behaviour.Tests.Simulation;

/// <summary>Each connect reaches a fresh session of the server over two simulated pipes; the network may cut them at any moment.</summary>
internal sealed class SimTransport(SimServer server, SimClock clock, Random chance) : McpTransport
{
    private readonly List<SimPipe> _pipes = [];

    public override string Description => "simulated server";

    public int Connections { get; private set; }

    public void CutAll()
    {
        foreach (SimPipe pipe in _pipes)
            pipe.Cut();
        _pipes.Clear();
    }

    /// <summary>Cuts one of the connections, if there is any.</summary>
    public void CutOne()
    {
        if (_pipes.Count == 0)
            return;
        int pair = 2 * chance.Next(_pipes.Count / 2);
        _pipes[pair].Cut();
        _pipes[pair + 1].Cut();
        _pipes.RemoveRange(pair, 2);
    }

    internal override async ValueTask<IConnection> OpenAsync(RuntimeServices services, CancellationToken cancellationToken)
    {
        await Pause.ForAsync(clock, services.Scheduler, TimeSpan.FromMilliseconds(chance.Next(50)), cancellationToken);
        if (server.IsDown || (Connections > 0 && chance.Next(4) == 0))
            throw new McpConnectionException(new McpCloseInfo(McpCloseReason.ConnectFailed) { Detail = "the simulated server is not up" });
        Connections++;
        var toServer = new SimPipe(clock, chance);
        var toClient = new SimPipe(clock, chance);
        _pipes.Add(toServer);
        _pipes.Add(toClient);
        server.Attach(new StreamConnection(services, toServer.Reader, toClient.Writer));
        return new StreamConnection(services, toClient.Reader, toServer.Writer);
    }
}
