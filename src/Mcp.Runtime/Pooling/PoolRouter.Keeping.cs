namespace Mcp.Pooling;

/// <summary>What a pool looks after by itself, on the sweeper's clock: too few members, too many, those that leave, those that gave up.</summary>
internal sealed partial class PoolRouter
{
    private static readonly TimeSpan RevivePeriod = TimeSpan.FromSeconds(1);

    private readonly IdleSamples _idle = new();
    private readonly TimeSpan _samplePeriod;
    private long _sampleAt = long.MaxValue;
    private long _reviveAt;

    public bool HasDeadlines => !_isClosing && (IsShort || IsLong || HasLeaving || HasGivenUp);

    private bool IsShort => Size < _settings.Size.Min;

    private bool IsLong => _samplePeriod != Timeout.InfiniteTimeSpan && Size > _settings.Size.Min;

    private bool HasLeaving
    {
        get
        {
            lock (_lock)
                return _leaving.Count > 0;
        }
    }

    private bool HasGivenUp
    {
        get
        {
            // Otherwise there is no way back, and nothing to look after.
            if (!_settings.Reconnect.Enabled || _settings.Reconnect.FaultedCooldown == Timeout.InfiniteTimeSpan)
                return false;
            foreach (PoolSeat seat in Seats)
            {
                if (seat.Member.Supervisor.GaveUp is not null)
                    return true;
            }

            return false;
        }
    }

    public void Sweep(long now)
    {
        if (_isClosing)
            return;
        if (IsShort && now >= Volatile.Read(ref _mayOpenAt))
            BeginOpening("there were too few");
        if (HasLeaving)
            Services.Scheduler.Post(CloseLeft);
        if (HasGivenUp && now >= _reviveAt)
        {
            _reviveAt = now + TicksOf(RevivePeriod);
            Services.Scheduler.Post(Revive);
        }

        if (!IsLong)
            _sampleAt = long.MaxValue;
        else if (_sampleAt == long.MaxValue)
            _sampleAt = now + TicksOf(_samplePeriod);
        else if (now >= _sampleAt)
            Sample(now);
    }

    private void Sample(long now)
    {
        _sampleAt = now + TicksOf(_samplePeriod);
        int idle = 0;
        foreach (PoolSeat seat in Seats)
            idle += seat.Member.Load == 0 ? 1 : 0;
        int tooMany;
        lock (_lock)
            tooMany = _idle.Add(idle, Size, _settings.Size.Min);
        if (tooMany > 0)
            Services.Scheduler.Post(() => Prune(tooMany));
    }

    /// <summary>Something changed: what can be done at once is, and the clock runs while there is anything left.</summary>
    private void Keep()
    {
        if (IsShort && Services.Time.GetTimestamp() >= Volatile.Read(ref _mayOpenAt))
            BeginOpening("there were too few");
        CloseLeft();
        if (HasDeadlines)
            Services.Sweeper.Arm();
    }

    private long TicksOf(TimeSpan time) => (long)(time.TotalSeconds * Services.Time.TimestampFrequency);
}
