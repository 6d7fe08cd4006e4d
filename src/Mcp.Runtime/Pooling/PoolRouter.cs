using Mcp.Options;
using Mcp.Scheduling;
using Mcp.Sessions;

namespace Mcp.Pooling;

/// <summary>
/// Where the calls of a pool go: each to the least busy connection, and none belongs to one. A call whose connection is lost goes on over
/// another one, and one that finds none waits here, not behind a dead one. A router of calls like a client's supervisor, so that a pooled call
/// costs what any call costs and the pick.
/// </summary>
internal sealed partial class PoolRouter : ICallRouter, ISweepable
{
    private readonly object _lock = new();
    private readonly PoolSettings _settings;
    private readonly Func<CancellationToken, ValueTask<IPooledClient>> _open;
    private readonly CancellationTokenSource _closing = new();
    private readonly Completion<bool> _closed;

    // Never changed, only replaced, oldest first: a pick needs no lock.
    private PoolSeat[] _seats = [];
    private uint _turn;
    private volatile bool _isClosing;

    public PoolRouter(RuntimeServices services, PoolSettings settings, Func<CancellationToken, ValueTask<IPooledClient>> open)
    {
        Services = services;
        _settings = settings;
        _open = open;
        _closed = new Completion<bool>(services.Scheduler);
        _samplePeriod = settings.Size.IdlePrune == Timeout.InfiniteTimeSpan ? Timeout.InfiniteTimeSpan : settings.Size.IdlePrune / IdleSamples.Needed;
        services.Sweeper.Watch(_waiting);
        services.Sweeper.Watch(this);
    }

    public RuntimeServices Services { get; }

    public TimeSpan RequestTimeout => _settings.RequestTimeout;

    public TimeSpan MaxRequestTime => _settings.MaxRequestTime;

    public ReadOnlySpan<PoolSeat> Seats => Volatile.Read(ref _seats);

    public int Size => Seats.Length;

    public int InFlight
    {
        get
        {
            int sum = 0;
            foreach (PoolSeat seat in Seats)
                sum += seat.Member.Supervisor.InFlight;
            return sum;
        }
    }

    /// <summary>The best state of all.</summary>
    public McpClientState State
    {
        get
        {
            if (_isClosing)
                return _closed.IsSet ? McpClientState.Closed : McpClientState.Draining;
            // Without any, the next one is being opened, or nothing can be.
            McpClientState best = Seats.IsEmpty && Volatile.Read(ref _openFault) is null ? McpClientState.Connecting : McpClientState.Faulted;
            foreach (PoolSeat seat in Seats)
            {
                McpClientState state = seat.Member.Supervisor.State;
                if (Rank(state) < Rank(best))
                    best = state;
            }

            return best;
        }
    }

    /// <summary>The oldest member that has not given up: what stays open goes over it, and it is never closed for being idle.</summary>
    public PoolMember? Pinned
    {
        get
        {
            ReadOnlySpan<PoolSeat> seats = Seats;
            foreach (PoolSeat seat in seats)
            {
                if (seat.Member.Supervisor.GaveUp is null)
                    return seat.Member;
            }

            return seats.IsEmpty ? null : seats[0].Member;
        }
    }

    public void Submit(CallLeg leg)
    {
        // What the server asked for is answered where it asked; a lost leg had no such session, or it has ended.
        if (leg.Call.Before is { HasEnded: false } session)
            session.Submit(leg);
        // Whoever waits was here before.
        else if (!_waiting.IsEmpty || !TrySend(leg))
            Wait(leg);
    }

    public bool TryRecover(PendingCall call) => !_isClosing && Judge is { } judge && judge.TryRecover(call);

    private static int Rank(McpClientState state) => state switch
    {
        McpClientState.Ready => 0,
        McpClientState.Degraded => 1,
        McpClientState.Negotiating => 2,
        McpClientState.Connecting => 3,
        McpClientState.Backoff => 4,
        _ => 5,
    };

    public void OnEnded(PendingCall call) => Judge?.OnEnded(call);

    /// <summary>Hands a call to a member. <see langword="false"/>: nobody has a connection.</summary>
    private bool TrySend(CallLeg leg)
    {
        if (PinnedMethods.Contains(leg.Call.Method) && Pinned is { } pinned)
        {
            pinned.Supervisor.Submit(leg);
            return true;
        }

        string? key = leg.Call.Options.Affinity;
        while (true)
        {
            ReadOnlySpan<PoolSeat> seats = Seats;
            int index = key is null ? Picker.Pick(seats, _turn++, Services.Random) : Rendezvous.Pick(seats, key);
            if (index < 0)
                return false;
            PoolMember member = seats[index].Member;
            if (!member.TryReserve())
                continue;
            try
            {
                // One that lost its connection this moment is not available to the next pick.
                if (!member.Supervisor.TrySubmit(leg))
                    continue;
            }
            finally
            {
                member.Release();
            }

            if (seats.Length < _settings.Size.Max && member.Load >= _settings.Size.ScaleUpAt)
                Grow();
            return true;
        }
    }
}
