using Mcp.Options;
using Mcp.Scheduling;

namespace Mcp.Transports;

/// <summary>Knows since when a write is pending, and tells when that is too long: the peer has stopped reading.</summary>
internal sealed class WriteWatch(RuntimeServices services, Action onStalled) : ISweepable
{
    private const long None = long.MaxValue;

    private long _since = None;

    /// <summary>Since when a write is pending, in ticks of the clock; <see cref="long.MaxValue"/>: none is.</summary>
    public long Since => Volatile.Read(ref _since);

    public bool HasDeadlines => Since != None && services.WriteTimeout != Timeout.InfiniteTimeSpan;

    public void OnPending()
    {
        Volatile.Write(ref _since, services.Time.GetTimestamp());
        services.Sweeper.Arm();
    }

    public void OnEnded() => Volatile.Write(ref _since, None);

    public void Sweep(long now)
    {
        long since = Since;
        if (since == None || services.WriteTimeout == Timeout.InfiniteTimeSpan || services.Time.GetElapsedTime(since, now) < services.WriteTimeout)
            return;
        // Told once; and posted, for it ends a process and closes streams.
        if (Interlocked.CompareExchange(ref _since, None, since) == since)
            services.Scheduler.Post(onStalled);
    }
}
