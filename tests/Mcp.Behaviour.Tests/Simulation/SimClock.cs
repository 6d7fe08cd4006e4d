namespace Mcp.Behaviour.Tests.Simulation;

/// <summary>A clock that stands still until nothing else is left to do, then jumps to its next timer.</summary>
internal sealed class SimClock : TimeProvider
{
    private readonly PriorityQueue<SimTimer, (long Due, long Order)> _timers = new();
    private long _now;
    private long _order;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _now;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddTicks(_now);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SimTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    public void After(TimeSpan delay, Action action) => CreateTimer(_ => action(), null, delay, Timeout.InfiniteTimeSpan);

    public bool TryAdvance()
    {
        while (_timers.TryDequeue(out SimTimer? timer, out (long Due, long Order) key))
        {
            if (timer.Generation != key.Order)
                continue;
            _now = Math.Max(_now, key.Due);
            timer.Fire();
            return true;
        }

        return false;
    }

    private void Schedule(SimTimer timer, TimeSpan delay)
    {
        timer.Generation = ++_order;
        if (delay != Timeout.InfiniteTimeSpan)
            _timers.Enqueue(timer, (_now + delay.Ticks, _order));
    }

    private sealed class SimTimer(SimClock clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public long Generation { get; set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _period = period;
            clock.Schedule(this, dueTime);
            return true;
        }

        public void Fire()
        {
            clock.Schedule(this, _period);
            callback(state);
        }

        public void Dispose() => Generation = -1;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
