using Mcp.Scheduling;

namespace Mcp.Transports;

/// <summary>Holds a reader back between two frames. Pulled and released from any thread.</summary>
internal sealed class ReadBrake(WorkScheduler scheduler)
{
    private readonly object _lock = new();
    private Completion<bool>? _on;
    private bool _disabled;

    public bool IsOn => Volatile.Read(ref _on) is not null;

    /// <summary>Completes when the reader may go on.</summary>
    public Task Released => Volatile.Read(ref _on)?.Task ?? Task.CompletedTask;

    public void Pull()
    {
        lock (_lock)
        {
            if (!_disabled && _on is null)
                Volatile.Write(ref _on, new Completion<bool>(scheduler));
        }
    }

    public void Release()
    {
        Completion<bool>? released;
        lock (_lock)
        {
            released = _on;
            Volatile.Write(ref _on, null);
        }

        released?.TrySet(true);
    }

    /// <summary>Releases it for good: a reader that is to end must not be held.</summary>
    public void Disable()
    {
        lock (_lock)
            _disabled = true;
        Release();
    }
}
