using System.Net;
using Mcp.FaultKit;

namespace Mcp.Soak;

/// <summary>A server behind a proxy that misbehaves.</summary>
internal abstract class ProxiedGround(string name, EndPoint server) : Ground(name)
{
    protected ChaosProxy Proxy { get; } = ChaosProxy.InFrontOf(server);

    public override IReadOnlyList<Fault> Faults { get; } = Enum.GetValues<Fault>();

    public override async Task StrikeAsync(Fault fault, TimeSpan lasting)
    {
        switch (fault)
        {
            case Fault.Kill:
                Kill();
                break;
            case Fault.Restart:
                Proxy.Refuse();
                Kill();
                await WaitAsync(lasting);
                Proxy.Accept();
                break;
            case Fault.Stall:
                using (Proxy.Stall())
                    await WaitAsync(lasting);
                break;
            case Fault.Reset:
                Proxy.Reset();
                break;
            case Fault.Finish:
                Proxy.Finish();
                break;
            case Fault.HalfFrame:
                Proxy.CutNextAnswer();
                break;
            case Fault.Slow:
                Proxy.Drip(7);
                await WaitAsync(lasting);
                Proxy.Drip(int.MaxValue);
                break;
        }
    }

    public override ValueTask DisposeAsync() => Proxy.DisposeAsync();

    /// <summary>Ends every connection on the server's side.</summary>
    protected abstract void Kill();
}
