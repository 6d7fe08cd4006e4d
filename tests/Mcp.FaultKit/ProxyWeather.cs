namespace Mcp.FaultKit;

/// <summary>What every link of a proxy has to cope with at the moment.</summary>
internal sealed class ProxyWeather
{
    private readonly object _lock = new();
    private TaskCompletionSource? _stalled;
    private int _stalls;
    private int _bytesAtATime = 64 * 1024;

    public int BytesAtATime
    {
        get => Volatile.Read(ref _bytesAtATime);
        set => Volatile.Write(ref _bytesAtATime, Math.Clamp(value, 1, 64 * 1024));
    }

    public Task Flows
    {
        get
        {
            lock (_lock)
                return _stalled?.Task ?? Task.CompletedTask;
        }
    }

    public IDisposable Stall()
    {
        lock (_lock)
        {
            if (_stalls++ == 0)
                _stalled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        return new Stalling(this);
    }

    public void Clear()
    {
        lock (_lock)
        {
            _stalled?.TrySetResult();
            _stalled = null;
            _stalls = 0;
        }
    }

    private void End()
    {
        lock (_lock)
        {
            if (_stalls == 0 || --_stalls > 0)
                return;
            _stalled?.TrySetResult();
            _stalled = null;
        }
    }

    private sealed class Stalling(ProxyWeather weather) : IDisposable
    {
        private int _ended;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _ended, 1) == 0)
                weather.End();
        }
    }
}
