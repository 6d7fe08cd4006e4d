namespace Mcp.Behaviour.Tests.Faults.Kit;

/// <summary>A clock that goes on when the test says so. Its timers fire once per step if they are due, however far the step went.</summary>
internal sealed class SteppedClock : TimeProvider
{
    private readonly object _lock = new();
    private readonly List<SteppedTimer> _timers = [];
    private long _now = 1;
    private long _calendar;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref _now);

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddTicks(GetTimestamp() + Interlocked.Read(ref _calendar));

    /// <summary>Somebody sets the date; no time passes.</summary>
    public void SetCalendar(TimeSpan offset) => Interlocked.Exchange(ref _calendar, offset.Ticks);

    public void Pass(TimeSpan time)
    {
        SteppedTimer[] due;
        lock (_lock)
        {
            _now += time.Ticks;
            due = [.. _timers.Where(timer => timer.Due <= _now)];
        }

        foreach (SteppedTimer timer in due)
            timer.Fire();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SteppedTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        lock (_lock)
            _timers.Add(timer);
        return timer;
    }

    private sealed class SteppedTimer(SteppedClock clock, Action fire) : ITimer
    {
        private TimeSpan _period;

        public long Due { get; private set; }

        public void Fire()
        {
            Change(_period, _period);
            fire();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _period = period;
            Due = dueTime == Timeout.InfiniteTimeSpan ? long.MaxValue : clock.GetTimestamp() + dueTime.Ticks;
            return true;
        }

        public void Dispose()
        {
            lock (clock._lock)
                clock._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
