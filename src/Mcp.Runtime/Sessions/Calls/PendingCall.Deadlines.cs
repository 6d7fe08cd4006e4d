namespace Mcp.Sessions;

internal abstract partial class PendingCall
{
    private long _deadline;
    private long _deadlinesSet;
    private long _began;
    private long _sentAt;

    /// <summary>When the wait for an answer ends, in ticks of the clock; <see cref="long.MaxValue"/>: never.</summary>
    public long Deadline
    {
        get => Volatile.Read(ref _deadline);
        private set => Volatile.Write(ref _deadline, value);
    }

    /// <summary>When the call ends even if progress keeps coming.</summary>
    public long HardDeadline { get; private set; }

    public TimeProvider Time => Services.Time;

    /// <summary>When the call was made. Not known of a call without a time limit.</summary>
    public long Began => _began;

    /// <summary>When the current leg left, to a tenth of a second: the sweeper's clock is enough for an error's text.</summary>
    public long SentAt => Volatile.Read(ref _sentAt);

    /// <summary>How long the call waits for an answer, or for the next progress.</summary>
    public TimeSpan TimeLimit => LimitOver(Router);

    /// <summary>Ends the leg because its time is up, and notes why nothing came of it.</summary>
    /// <param name="version">The leg.</param>
    /// <param name="now">The time.</param>
    /// <param name="waitsFor">What a leg that was not written yet is waiting for.</param>
    public bool TryTimeOut(long version, long now, WaitsFor waitsFor)
    {
        if (!TryClaim(version, LegOutcome.TimedOut, out CallState reached))
            return false;
        Settle(reached, LegOutcome.TimedOut, TimeoutReport.Of(this, reached, now, waitsFor), default);
        return true;
    }

    /// <summary>Progress came: it is passed on in order, and the wait starts anew.</summary>
    public void OnProgress(long version, McpProgress progress)
    {
        // Taken before the look at the version: what is seen afterwards may belong to the next use of the object.
        ProgressMailbox? mailbox = Volatile.Read(ref _mailbox);
        // A call that is over holds neither.
        if (Router is not { } router || Services is not { } services)
            return;
        long deadline = Deadline;
        long next = deadline == long.MaxValue ? deadline : Math.Min(HardDeadline, services.Time.GetTimestamp() + Ticks(LimitOver(router), services.Time));
        if (Volatile.Read(ref _word) >> StateBits != version)
            return;
        mailbox?.Add(progress);
        Interlocked.CompareExchange(ref _deadline, next, deadline);
    }

    private TimeSpan LimitOver(ICallRouter router) => Options.Timeout ?? (Options.Subscriber is null ? router.RequestTimeout : Timeout.InfiniteTimeSpan);

    /// <summary>The call may be over by now, even reset; what is noted then is overwritten before anyone looks.</summary>
    private void OnSent()
    {
        if (Services is { } services)
            Volatile.Write(ref _sentAt, services.Sweeper.Now);
    }

    private void SetDeadlines()
    {
        TimeSpan timeout = TimeLimit;
        TimeSpan most = Router.MaxRequestTime;
        // One look at the clock for both: it costs more than anything else here.
        long now = timeout == Timeout.InfiniteTimeSpan ? 0 : Services.Time.GetTimestamp();
        _deadlinesSet = now;
        Deadline = timeout == Timeout.InfiniteTimeSpan ? long.MaxValue : now + Ticks(timeout, Services.Time);
        HardDeadline = timeout == Timeout.InfiniteTimeSpan || most == Timeout.InfiniteTimeSpan ? long.MaxValue : now + Ticks(timeout > most ? timeout : most, Services.Time);
    }

    /// <summary>Cut to some thirty years: <see cref="TimeSpan.MaxValue"/> would run over and be in the past.</summary>
    private static long Ticks(TimeSpan wait, TimeProvider time) => (long)(Math.Min(wait.TotalSeconds, 1e9) * time.TimestampFrequency);
}
