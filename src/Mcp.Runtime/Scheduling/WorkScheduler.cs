using System.Runtime.CompilerServices;

namespace Mcp.Scheduling;

/// <summary>
/// The one way by which work changes threads. Everything that would run "later" or "elsewhere" is posted here, so that a simulation
/// can run both peers and the network on one thread, in an order that a seed decides.
/// </summary>
internal abstract class WorkScheduler
{
    public static WorkScheduler ThreadPool { get; } = new PoolScheduler();

    public abstract void Post(IThreadPoolWorkItem item);

    public void Post(Action action) => Post(new ActionItem(action));

    /// <summary>Awaiting it continues on the scheduler.</summary>
    public Switch SwitchTo() => new(this);

    public readonly struct Switch(WorkScheduler scheduler) : ICriticalNotifyCompletion
    {
        public bool IsCompleted => false;

        public Switch GetAwaiter() => this;

        public void GetResult()
        {
        }

        public void OnCompleted(Action continuation) => scheduler.Post(continuation);

        public void UnsafeOnCompleted(Action continuation) => scheduler.Post(continuation);
    }

    private sealed class PoolScheduler : WorkScheduler
    {
        public override void Post(IThreadPoolWorkItem item) => System.Threading.ThreadPool.UnsafeQueueUserWorkItem(item, preferLocal: false);
    }

    private sealed class ActionItem(Action action) : IThreadPoolWorkItem
    {
        public void Execute() => action();
    }
}
