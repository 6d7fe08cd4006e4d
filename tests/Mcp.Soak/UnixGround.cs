using System.Net.Sockets;

namespace Mcp.Soak;

/// <summary>A Unix domain socket, with nothing between.</summary>
internal sealed class UnixGround : Ground
{
    private readonly SocketServer _server;

    public UnixGround(Ledger ledger, string path)
        : base("unix")
    {
        _server = new SocketServer(MarkServer.Over(ledger), new UnixDomainSocketEndPoint(path));
        _server.Open();
        Transport = McpTransport.UnixSocket(path);
    }

    public override McpTransport Transport { get; }

    public override IReadOnlyList<Fault> Faults => [Fault.Kill, Fault.Restart];

    public override async Task StrikeAsync(Fault fault, TimeSpan lasting)
    {
        if (fault == Fault.Kill)
        {
            _server.ResetAll();
            return;
        }

        _server.Close();
        await WaitAsync(lasting);
        _server.Open();
    }

    public override ValueTask DisposeAsync() => _server.DisposeAsync();
}
