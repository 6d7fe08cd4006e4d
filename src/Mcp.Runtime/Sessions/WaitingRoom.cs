using System.Collections.Concurrent;
using Mcp.Scheduling;

namespace Mcp.Sessions;

/// <summary>Legs that wait in order for a slot or for a connection. Those that were given up meanwhile are passed over.</summary>
internal sealed class WaitingRoom : ISweepable
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
                leg.Call.TrySettle(leg.Version, LegOutcome.TimedOut);
        }
    }
}
