namespace Mcp.Runtime.Tests.Kit;

/// <summary>A clock whose timers fire when the test says so. They may be armed and disarmed from any thread; one thread moves the clock.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly List<ManualTimer> _timers = [];
    private readonly TaskCompletionSource _disarmed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isDisarmedAwaited;
    private TimeSpan _now;

    public int Armed
    {
        get
        {
            lock (_timers)
                return _timers.Count;
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _now.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Whoever waits for a timer that is due continues within this call.</summary>
    public void Advance(TimeSpan by) => Inline.Run(() =>
    {
        // In steps: a jump would look like a machine that had slept.
        for (TimeSpan end = _now + by; _now < end;)
            FireUntil(_now = TimeSpan.FromTicks(Math.Min(end.Ticks, _now.Ticks + TimeSpan.TicksPerSecond)));
    });

    /// <summary>Completes when no timer is armed: whoever lets go of the last one may do so on another thread.</summary>
    public Task DisarmedAsync()
    {
        lock (_timers)
        {
            _isDisarmedAwaited = true;
            SignalDisarmed();
        }

        return _disarmed.Task.WaitAsync(TestServices.HangLimit);
    }

    private void SignalDisarmed()
    {
        if (_isDisarmedAwaited && _timers.Count == 0)
            _disarmed.TrySetResult();
    }

    private void Remove(ManualTimer timer)
    {
        lock (_timers)
        {
            _timers.Remove(timer);
            SignalDisarmed();
        }
    }

    private ManualTimer[] DueBy(TimeSpan now)
    {
        lock (_timers)
            return [.. _timers.Where(timer => timer.Due <= now)];
    }

    private void FireUntil(TimeSpan now)
    {
        foreach (ManualTimer timer in DueBy(now))
        {
            timer.Rearm();
            timer.Fire();
        }
    }

    private sealed class ManualTimer(ManualTime owner, Action fire) : ITimer
    {
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public TimeSpan Due { get; private set; }

        /// <summary>However far the clock jumped, a repeated timer fires once, as the real ones do that are late.</summary>
        public void Rearm() => Change(_period, _period);

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            owner.Remove(this);
            _period = period;
            if (dueTime == Timeout.InfiniteTimeSpan)
                return true;
            Due = owner._now + dueTime;
            lock (owner._timers)
                owner._timers.Add(this);
            return true;
        }

        public void Dispose() => owner.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
