namespace Mcp.Scheduling;

/// <summary>Something with deadlines.</summary>
internal interface ISweepable
{
    /// <summary>Whether there is any deadline to watch.</summary>
    bool HasDeadlines { get; }

    /// <summary>Ends what is overdue.</summary>
    void Sweep(long now);

    /// <summary>The deadlines were looked at much too late.</summary>
    void OnLate(TimeSpan lateness)
    {
    }
}

/// <summary>One timer for all deadlines of a clock, running only while there is one. A timer per call would cost more than the call.</summary>
internal sealed class Sweeper : IDisposable
{
    public static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan SlowPeriod = TimeSpan.FromSeconds(1);

    /// <summary>From here on it was no busy moment: the machine slept, a debugger stopped everything, or no thread was free.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(5);

    private readonly object _lock = new();
    private readonly List<ISweepable> _watched = [];
    private readonly TimeProvider _time;
    private readonly TimeSpan _period;
    private readonly ITimer _timer;
    private Sweeper? _slow;
    private volatile bool _armed;
    private long _lastTick;

    public Sweeper(TimeProvider time)
        : this(time, Period)
    {
    }

    private Sweeper(TimeProvider time, TimeSpan period)
    {
        _time = time;
        _period = period;
        using (ExecutionContext.SuppressFlow())
            _timer = time.CreateTimer(static state => ((Sweeper)state!).Tick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public bool IsArmed => _armed;

    /// <summary>The one of the same clock that looks once a second: for what lasts as long as a connection, and must not wake the machine ten times a second.</summary>
    public Sweeper Slow => Volatile.Read(ref _slow) ?? Interlocked.CompareExchange(ref _slow, new Sweeper(_time, SlowPeriod), null) ?? _slow!;

    /// <summary>The time of the last look, at most one period old while there is anything to watch; costs no look at the clock.</summary>
    public long Now => Volatile.Read(ref _lastTick);

    public void Watch(ISweepable item)
    {
        lock (_lock)
            _watched.Add(item);
    }

    public void Forget(ISweepable item)
    {
        lock (_lock)
            _watched.Remove(item);
    }

    /// <summary>Starts the timer if it is not running. To be called after a deadline was set.</summary>
    public void Arm()
    {
        if (_armed)
            return;
        lock (_lock)
        {
            if (_armed)
                return;
            _armed = true;
            Volatile.Write(ref _lastTick, _time.GetTimestamp());
            _timer.Change(_period, _period);
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        _slow?.Dispose();
    }

    private void Tick()
    {
        ISweepable[] items;
        long now = _time.GetTimestamp();
        TimeSpan lateness;
        lock (_lock)
        {
            items = [.. _watched];
            lateness = _time.GetElapsedTime(_lastTick, now) - _period;
            Volatile.Write(ref _lastTick, now);
        }

        if (lateness > Late)
        {
            foreach (ISweepable item in items)
                item.OnLate(lateness);
            // What kept the sweep kept the readers too: the answers that came meanwhile are read first, and the next sweep is soon.
            return;
        }

        foreach (ISweepable item in items)
            item.Sweep(now);
        lock (_lock)
        {
            items = [.. _watched];
            foreach (ISweepable item in items)
            {
                if (item.HasDeadlines)
                    return;
            }

            _armed = false;
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        // A deadline set between the look and the stop would otherwise never be watched.
        foreach (ISweepable item in items)
        {
            if (item.HasDeadlines)
                Arm();
        }
    }
}
