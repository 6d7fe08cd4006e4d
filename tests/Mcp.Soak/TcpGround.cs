using System.Net;
using Mcp.FaultKit;

namespace Mcp.Soak;

/// <summary>A TCP server behind a proxy that misbehaves.</summary>
internal sealed class TcpGround : Ground
{
    private readonly SocketServer _server;
    private readonly ChaosProxy _proxy;

    public TcpGround(Ledger ledger)
        : base("tcp")
    {
        _server = new SocketServer(MarkServer.Over(ledger), new IPEndPoint(IPAddress.Loopback, 0));
        _server.Open();
        _proxy = ChaosProxy.InFrontOf(_server.EndPoint);
        Transport = McpTransport.Tcp("127.0.0.1", _proxy.EndPoint.Port);
    }

    public override McpTransport Transport { get; }

    public override IReadOnlyList<Fault> Faults { get; } = Enum.GetValues<Fault>();

    public override async Task StrikeAsync(Fault fault, TimeSpan lasting)
    {
        switch (fault)
        {
            case Fault.Kill:
                _server.ResetAll();
                break;
            case Fault.Restart:
                _server.Close();
                await WaitAsync(lasting);
                _server.Open();
                break;
            case Fault.Stall:
                using (_proxy.Stall())
                    await WaitAsync(lasting);
                break;
            case Fault.Reset:
                _proxy.Reset();
                break;
            case Fault.Finish:
                _proxy.Finish();
                break;
            case Fault.HalfFrame:
                _proxy.CutNextAnswer();
                break;
            case Fault.Slow:
                _proxy.Drip(7);
                await WaitAsync(lasting);
                _proxy.Drip(int.MaxValue);
                break;
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await _proxy.DisposeAsync();
        await _server.DisposeAsync();
    }
}
