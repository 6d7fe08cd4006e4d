using Mcp.Options;

namespace Mcp.Sessions;

/// <summary>
/// The progress of one call on its way to user code: in order, off the reader, all of it before the call completes. When more than
/// the capacity waits, the oldest report gives way; a report says where the work stands, so the latest one counts.
/// </summary>
internal sealed class ProgressMailbox(RuntimeServices services, IProgress<McpProgress> receiver, PendingCall call) : IThreadPoolWorkItem
{
    private readonly Queue<McpProgress> _waiting = new();
    private bool _running;
    private bool _completed;

    public long Dropped { get; private set; }

    public void Add(McpProgress progress)
    {
        lock (_waiting)
        {
            if (_completed)
                return;
            if (_waiting.Count == services.Limits.NotificationCapacity)
            {
                _waiting.Dequeue();
                Dropped++;
            }

            _waiting.Enqueue(progress);
            if (_running)
                return;
            _running = true;
        }

        services.Scheduler.Post(this);
    }

    /// <summary>The call goes on with another leg, whose progress counts again.</summary>
    public void Reopen()
    {
        lock (_waiting)
            _completed = false;
    }

    public void CompleteCall()
    {
        lock (_waiting)
        {
            _completed = true;
            if (_running)
                return;
            _running = true;
        }

        services.Scheduler.Post(this);
    }

    public void Execute()
    {
        while (true)
        {
            McpProgress progress;
            lock (_waiting)
            {
                if (!_waiting.TryDequeue(out progress))
                {
                    _running = false;
                    if (!_completed)
                        return;
                    break;
                }
            }

            try
            {
                receiver.Report(progress);
            }
            catch (Exception error)
            {
                // A faulty receiver must not cost the call its result.
                Diagnostics.Log.SubscriberFailed(services.Log, "notifications/progress", error);
            }
        }

        call.Execute();
    }
}
