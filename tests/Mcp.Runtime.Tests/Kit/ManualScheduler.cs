using Mcp.Scheduling;

namespace Mcp.Runtime.Tests.Kit;

/// <summary>Runs posted work when the test says so, on the test's thread.</summary>
internal sealed class ManualScheduler : WorkScheduler
{
    private readonly Queue<IThreadPoolWorkItem> _items = new();

    public int Waiting => _items.Count;

    public override void Post(IThreadPoolWorkItem item) => _items.Enqueue(item);

    public void RunAll() => Inline.Run(Drain);

    private void Drain()
    {
        while (_items.TryDequeue(out IThreadPoolWorkItem? item))
            item.Execute();
    }
}
