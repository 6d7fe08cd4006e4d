using System.Collections.Concurrent;

namespace Mcp.Behaviour.Tests.Resilience.Kit;

/// <summary>A clock whose delays are over at once, and written down. Time passes when the test says so; what is repeated never fires.</summary>
/// <param name="longestDelay">What is longer never ends. When left out: what is longer than 40 s, as the limits of attempts and calls are.</param>
internal sealed class EagerClock(TimeSpan? longestDelay = null) : TimeProvider
{
    private readonly TimeSpan _longestDelay = longestDelay ?? TimeSpan.FromSeconds(40);

    private readonly ConcurrentQueue<TimeSpan> _delays = new();
    private long _now = 1;

    public TimeSpan[] Delays => [.. _delays];

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref _now);

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddTicks(GetTimestamp());

    public void Pass(TimeSpan time) => Interlocked.Add(ref _now, time.Ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (period != Timeout.InfiniteTimeSpan || dueTime < TimeSpan.Zero || dueTime > _longestDelay)
            return new NoTimer();
        _delays.Enqueue(dueTime);
        ThreadPool.UnsafeQueueUserWorkItem(_ => callback(state), null);
        return new NoTimer();
    }

    private sealed class NoTimer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
