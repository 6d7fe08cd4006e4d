using Mcp.Diagnostics;
using Mcp.Options;
using Mcp.Scheduling;
using Mcp.Sessions;

namespace Mcp.Resilience;

/// <summary>Whom a heartbeat tells what it found.</summary>
internal interface IHeartbeatOwner
{
    /// <summary>The session to look after, if there is one.</summary>
    Session? Current { get; }

    /// <summary>How many requests are under way that are not of this method. Counted one by one.</summary>
    int CountCalls(McpMethod except);

    void OnDegraded(Session session);

    void OnAlive(Session session);

    void OnDead(Session session, TimeSpan silence, int misses);
}

/// <summary>Looks once a second after the connection of one client; all clients of a clock share the timer.</summary>
internal sealed class Heartbeat(IHeartbeatOwner owner, RuntimeServices services, McpHeartbeatOptions options, string target) : ISweepable
{
    private static readonly McpMethod<bool, McpJson> Ping = new(MethodNames.Ping, null, McpJson.Read);

    private readonly object _lock = new();
    private Session? _session;
    private CancellationTokenSource? _probe;
    private long _probeAt;
    private int _misses;
    private long _graceUntil;
    private long _timedOutAt;
    private TimeSpan? _timedOut;
    private bool _isDegraded;
    private bool _isDead;

    public bool HasDeadlines => owner.Current is { } session && CanProbe(session);

    /// <summary>There is a new session.</summary>
    public void Begin()
    {
        if (HasDeadlines)
            services.Sweeper.Slow.Arm();
    }

    /// <summary>The client is being closed: no ping is to be waited for.</summary>
    public void End()
    {
        services.Sweeper.Slow.Forget(this);
        lock (_lock)
            Forget();
    }

    /// <summary>A call that was sent ran out of time.</summary>
    public void OnTimedOut(TimeSpan limit)
    {
        lock (_lock)
        {
            _timedOutAt = services.Time.GetTimestamp();
            _timedOut = _timedOut is { } longer && longer > limit ? longer : limit;
        }
    }

    /// <summary>The computer slept, or everything stood still: what was not answered meanwhile says nothing.</summary>
    public void OnLate(TimeSpan lateness)
    {
        lock (_lock)
        {
            if (options.Interval != Timeout.InfiniteTimeSpan)
                _graceUntil = services.Time.GetTimestamp() + (long)(options.Interval.TotalSeconds * services.Time.TimestampFrequency);
            Forget();
        }
    }

    public void Sweep(long now)
    {
        Session? session = owner.Current;
        if (session is null || !CanProbe(session))
            return;
        HeartbeatStep step;
        TimeSpan idle;
        int misses;
        int calls = 0;
        lock (_lock)
        {
            if (session != _session)
            {
                Forget();
                _timedOut = null;
                _isDegraded = false;
                _isDead = false;
                _session = session;
            }

            // Its end is on the way.
            if (_isDead || now < _graceUntil)
                return;
            long readAt = session.Connection.LastReadAt;
            idle = services.Time.GetElapsedTime(readAt, now);
            if (_timedOut is not null && readAt > _timedOutAt)
                _timedOut = null;
            if (_probe is not null || idle >= options.Interval)
                calls = owner.CountCalls(Ping);
            step = HeartbeatRule.Decide(new HeartbeatView(idle, _probe is null ? null : services.Time.GetElapsedTime(_probeAt, now), _misses, calls, _timedOut), options);
            // Whatever became of the pings meanwhile.
            if (step == HeartbeatStep.None && _isDegraded && idle < options.Interval)
                step = HeartbeatStep.Alive;
            misses = Note(step, now);
        }

        Act(step, session, idle, misses, calls);
    }

    /// <summary>Within the lock: what the step changes here.</summary>
    private int Note(HeartbeatStep step, long now)
    {
        switch (step)
        {
            case HeartbeatStep.Alive:
                // Some other byte came. The ping may never be answered, and would hold its slot.
                Forget();
                _isDegraded = false;
                break;
            case HeartbeatStep.Probe:
                _probe = new CancellationTokenSource();
                _probeAt = now;
                break;
            case HeartbeatStep.Missed or HeartbeatStep.Dead:
                _isDegraded = true;
                _isDead = step == HeartbeatStep.Dead;
                int misses = _misses + (_probe is null ? 0 : 1);
                Forget();
                _misses = misses;
                break;
        }

        return _misses;
    }

    private void Act(HeartbeatStep step, Session session, TimeSpan idle, int misses, int calls)
    {
        switch (step)
        {
            case HeartbeatStep.Alive:
                owner.OnAlive(session);
                break;
            case HeartbeatStep.Probe:
                CancellationTokenSource probe = _probe!;
                services.Scheduler.Post(() => _ = ProbeAsync(session, probe));
                break;
            case HeartbeatStep.Missed:
                Log.HeartbeatMissed(services.Log, target, misses, idle);
                if (calls > 0)
                    owner.OnDegraded(session);
                break;
            case HeartbeatStep.Dead:
                Log.PeerDead(services.Log, target, idle);
                owner.OnDead(session, idle, misses);
                break;
        }
    }

    private async Task ProbeAsync(Session session, CancellationTokenSource probe)
    {
        long start = services.Time.GetTimestamp();
        try
        {
            await session.Peer.InvokeAsync(Ping, false, new McpCallOptions { Timeout = Timeout.InfiniteTimeSpan }, probe.Token).ConfigureAwait(false);
            Telemetry.Heartbeats.Record(services.Time.GetElapsedTime(start).TotalSeconds);
            OnAnswered(probe);
        }
        catch (McpRemoteException)
        {
            // A sign of life as good as any.
            OnAnswered(probe);
        }
        catch (Exception error) when (error is McpException or OperationCanceledException)
        {
            // A lost session is told elsewhere.
        }
    }

    private void OnAnswered(CancellationTokenSource probe)
    {
        lock (_lock)
        {
            if (_probe != probe)
                return;
            _probe = null;
            _misses = 0;
        }
    }

    /// <summary>Within the lock: gives up the ping that waits, and begins anew.</summary>
    private void Forget()
    {
        CancellationTokenSource? probe = _probe;
        _probe = null;
        _misses = 0;
        if (probe is not null)
            services.Scheduler.Post(probe.Cancel);
    }

    private bool CanProbe(Session session) =>
        options.Interval != Timeout.InfiniteTimeSpan && session.Era.Revision?.Era == McpEra.Stateful && !session.Connection.HasExchanges && session.Connection.LastReadAt >= 0;
}
