namespace Mcp.Resilience;

/// <summary>What is to be done about a connection at this look.</summary>
internal enum HeartbeatStep
{
    /// <summary>Nothing: it is well, or the time is not up.</summary>
    None,

    /// <summary>Something came since the ping: it is well again.</summary>
    Alive,

    /// <summary>A ping is due.</summary>
    Probe,

    /// <summary>A ping was not answered in time.</summary>
    Missed,

    /// <summary>Nobody is there.</summary>
    Dead,
}

/// <summary>What is known of a connection at a look.</summary>
/// <param name="Idle">How long nothing came.</param>
/// <param name="ProbeAge">How long a ping waits for its answer; <see langword="null"/>: none does.</param>
/// <param name="Misses">How many pings in a row were not answered before.</param>
/// <param name="Calls">How many calls are under way, pings of the heartbeat not among them.</param>
/// <param name="TimedOut">The longest time limit of the calls that ran out of time since the last byte; <see langword="null"/>: none did.</param>
internal readonly record struct HeartbeatView(TimeSpan Idle, TimeSpan? ProbeAge, int Misses, int Calls, TimeSpan? TimedOut);

/// <summary>Decides whether a silent peer is busy or dead. Pure, so that the table of its test is the whole truth.</summary>
internal static class HeartbeatRule
{
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(2);

    public static HeartbeatStep Decide(in HeartbeatView view, McpHeartbeatOptions options)
    {
        if (view.ProbeAge is { } waits)
        {
            // A ping follows a silence: what came at the very moment of its sending came after it.
            if (view.Idle <= waits)
                return HeartbeatStep.Alive;
            return waits < options.Timeout ? HeartbeatStep.None
                : IsDead(view with { Misses = view.Misses + 1 }, options) ? HeartbeatStep.Dead
                : HeartbeatStep.Missed;
        }

        if (view.Idle < options.Interval)
            return view.Misses > 0 ? HeartbeatStep.Alive : HeartbeatStep.None;
        return IsDead(view, options) ? HeartbeatStep.Dead : HeartbeatStep.Probe;
    }

    /// <summary>Whoever has work may be too busy to answer, also with work that nobody waits for any more. But not for ever.</summary>
    private static bool IsDead(in HeartbeatView view, McpHeartbeatOptions options)
    {
        if (view.Misses < options.Misses)
            return false;
        if (view.TimedOut is { } limit)
            return view.Idle >= Patience(limit, options);
        return view.Calls == 0;
    }

    private static TimeSpan Patience(TimeSpan limit, McpHeartbeatOptions options)
    {
        TimeSpan byLimit = limit >= LongestSilence / 4 ? LongestSilence : limit * 4;
        TimeSpan byInterval = options.Interval * 3;
        return byLimit > byInterval ? byLimit : byInterval;
    }
}
