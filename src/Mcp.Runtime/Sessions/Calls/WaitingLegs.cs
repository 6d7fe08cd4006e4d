using System.Collections.Concurrent;
using Mcp.Scheduling;

namespace Mcp.Sessions;

/// <summary>Legs that wait in order. Those that were given up meanwhile are passed over.</summary>
/// <param name="reason">What they wait for just now, for those whose time runs out.</param>
internal sealed class WaitingLegs(Func<WaitsFor> reason) : ISweepable
{
    private readonly ConcurrentQueue<CallLeg> _waiting = new();

    public bool HasDeadlines => !_waiting.IsEmpty;

    public bool IsEmpty => _waiting.IsEmpty;

    public int Count => _waiting.Count;

    public void Add(CallLeg leg) => _waiting.Enqueue(leg);

    public bool TryTake(out CallLeg leg) => _waiting.TryDequeue(out leg);

    public void Sweep(long now)
    {
        foreach (CallLeg leg in _waiting)
        {
            if (leg.Call.Deadline <= now)
                leg.Call.TryTimeOut(leg.Version, now, reason());
        }
    }
}
