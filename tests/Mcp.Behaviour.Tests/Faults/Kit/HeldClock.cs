namespace Mcp.Behaviour.Tests.Faults.Kit;

/// <summary>A clock that stands still: nothing times out and no delay ends, until the test lets it.</summary>
internal sealed class HeldClock : TimeProvider
{
    private static readonly TimeSpan LongestFirstDelay = TimeSpan.FromMilliseconds(100);

    private readonly object _lock = new();
    private TaskCompletionSource<HeldTimer> _delay = NewDelay();

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => 1;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new HeldTimer(() => callback(state));
        // What is not repeated and this short is the delay before the first attempt to reconnect.
        if (period == Timeout.InfiniteTimeSpan && dueTime >= TimeSpan.Zero && dueTime <= LongestFirstDelay)
        {
            lock (_lock)
                _delay.TrySetResult(timer);
        }

        return timer;
    }

    /// <summary>Waits until a client waits before it reconnects.</summary>
    public Task ReconnectIsHeldAsync() => Guard.Soon(_delay.Task);

    /// <summary>Lets the client that waits reconnect.</summary>
    public async Task LetReconnectAsync()
    {
        HeldTimer timer = await Guard.Soon(_delay.Task);
        lock (_lock)
            _delay = NewDelay();
        timer.Fire();
    }

    private static TaskCompletionSource<HeldTimer> NewDelay() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class HeldTimer(Action fire) : ITimer
    {
        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
