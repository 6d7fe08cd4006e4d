using Mcp.Options;
using Mcp.Scheduling;
using Mcp.Transports;

namespace Mcp.Sessions;

/// <summary>
/// Lets so many handlers of one session run at once; further requests wait in the order they came. When too many wait the connection is
/// told to read no more, so that the peer waits instead of this process's memory. That must never keep the peer from ending the jam:
/// while a request of ours is under way reading goes on, for its answer, and a pause in which no handler ends lasts five seconds, for a
/// cancel or a ping may be what is waited for. A request that comes nonetheless and finds twice as many waiting is refused.
/// </summary>
internal sealed class Admission(RuntimeServices services, IConnection connection, Func<bool> awaitsPeer) : ISweepable
{
    /// <summary>Waiting requests per running one. A client of ours has 1,024 in flight at most, which by default never stops a server's reading.</summary>
    private const int WaitingPerRunning = 16;

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly Queue<InboundRequest> _waiting = new();
    private readonly int _pauseAt = services.Limits.MaxPeerRequests * WaitingPerRunning;
    private Completion<bool>? _idle;
    private long _waitingBytes;
    private int _running;
    private volatile bool _paused;
    private bool _stalled;
    private long _pausedAt;

    public bool HasDeadlines => _paused;

    /// <summary>Runs a request now or later. <see langword="false"/>: there is no room.</summary>
    public bool TryEnter(InboundRequest request)
    {
        lock (_waiting)
        {
            if (_running == services.Limits.MaxPeerRequests)
            {
                if (_waiting.Count >= 2 * _pauseAt || _waitingBytes >= 2L * services.Limits.MaxFrameBytes)
                    return false;
                _waiting.Enqueue(request);
                _waitingBytes += request.Size;
                Decide();
                return true;
            }

            _running++;
        }

        services.Scheduler.Post(request);
        return true;
    }

    /// <summary>A handler has ended, and its answer was sent.</summary>
    public void Leave()
    {
        InboundRequest? next;
        lock (_waiting)
        {
            if (!_waiting.TryDequeue(out next))
            {
                if (--_running == 0)
                    _idle?.TrySet(true);
                return;
            }

            _waitingBytes -= next.Size;
            _stalled = false;
            _pausedAt = services.Time.GetTimestamp();
            Decide();
        }

        services.Scheduler.Post(next);
    }

    /// <summary>A request of ours is under way. A pause that begins at this moment sees it, or is seen here.</summary>
    public void OnAwaitingPeer()
    {
        if (!_paused)
            return;
        lock (_waiting)
            Decide();
    }

    /// <summary>Completes when nothing runs or waits.</summary>
    public Task WhenIdle()
    {
        lock (_waiting)
        {
            _idle ??= new Completion<bool>(services.Scheduler);
            if (_running == 0)
                _idle.TrySet(true);
            return _idle.Task;
        }
    }

    public void Sweep(long now)
    {
        lock (_waiting)
        {
            _stalled |= _paused && services.Time.GetElapsedTime(_pausedAt, now) >= LongestPause;
            Decide();
        }
    }

    /// <summary>Within the lock: pauses or resumes, if that changes anything.</summary>
    private void Decide()
    {
        bool full = !_stalled && (_waiting.Count >= _pauseAt || _waitingBytes >= services.Limits.MaxFrameBytes);
        if (full && !_paused)
        {
            _pausedAt = services.Time.GetTimestamp();
            _paused = true;
            connection.PauseReading();
            services.Sweeper.Arm();
            Interlocked.MemoryBarrier();
        }

        if (_paused && (!full || awaitsPeer()))
        {
            _paused = false;
            connection.ResumeReading();
        }
    }
}
