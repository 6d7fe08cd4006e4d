using System.Net;

namespace Mcp.Soak;

/// <summary>Lines over TCP.</summary>
internal sealed class TcpGround : ProxiedGround
{
    private readonly SocketServer _server;

    private TcpGround(SocketServer server)
        : base("tcp", server.EndPoint)
    {
        _server = server;
        Transport = McpTransport.Tcp("127.0.0.1", Proxy.EndPoint.Port);
    }

    public override McpTransport Transport { get; }

    public static TcpGround Start(Ledger ledger)
    {
        var server = new SocketServer(MarkServer.Over(ledger), new IPEndPoint(IPAddress.Loopback, 0));
        server.Open();
        return new TcpGround(server);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _server.DisposeAsync();
    }

    protected override void Kill() => _server.ResetAll();
}
