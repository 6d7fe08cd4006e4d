namespace Mcp.Diagnostics;

/// <summary>Lets one message a second through and counts the others: a peer that misbehaves a thousand times a second must not fill the log. Thread-safe.</summary>
internal sealed class RateLimit(TimeProvider time)
{
    private readonly long _period = time.TimestampFrequency;
    private long _next = long.MinValue;
    private long _suppressed;

    /// <param name="suppressed">How many were held back since the last one that went through.</param>
    public bool TryEnter(out long suppressed)
    {
        long now = time.GetTimestamp();
        long next = Volatile.Read(ref _next);
        if (now >= next && Interlocked.CompareExchange(ref _next, now + _period, next) == next)
        {
            suppressed = Interlocked.Exchange(ref _suppressed, 0);
            return true;
        }

        Interlocked.Increment(ref _suppressed);
        suppressed = 0;
        return false;
    }
}
