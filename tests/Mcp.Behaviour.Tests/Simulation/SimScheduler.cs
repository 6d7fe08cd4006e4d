using Mcp.Scheduling;

namespace Mcp.Behaviour.Tests.Simulation;

/// <summary>Everything that would run on the pool, run one at a time on the test's thread, in an order that the seed decides.</summary>
internal sealed class SimScheduler(Random chance) : WorkScheduler
{
    private readonly List<IThreadPoolWorkItem> _ready = [];

    public override void Post(IThreadPoolWorkItem item) => _ready.Add(item);

    public bool TryRunOne()
    {
        if (_ready.Count == 0)
            return false;
        int index = chance.Next(_ready.Count);
        IThreadPoolWorkItem item = _ready[index];
        _ready.RemoveAt(index);
        item.Execute();
        return true;
    }
}
