using System.Threading.Channels;

namespace Mcp.Http.Tests.Kit;

/// <summary>A clock that stands still. Its timers are handed to the test, which fires them.</summary>
internal sealed class HandTime : TimeProvider
{
    private readonly Channel<HandTimer> _timers = Channel.CreateUnbounded<HandTimer>();

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => 0;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new HandTimer(callback, state, dueTime);
        if (dueTime != Timeout.InfiniteTimeSpan)
            _timers.Writer.TryWrite(timer);
        return timer;
    }

    public async Task<HandTimer> NextTimerAsync() => await _timers.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));
}

internal sealed class HandTimer(TimerCallback callback, object? state, TimeSpan due) : ITimer
{
    public TimeSpan Due => due;

    public void Fire() => callback(state);

    public bool Change(TimeSpan dueTime, TimeSpan period) => true;

    public void Dispose()
    {
    }

    public ValueTask DisposeAsync() => default;
}
