using System.Runtime.CompilerServices;
using Mcp.Resilience;

namespace Mcp.Pooling;

/// <summary>A client that a pool holds.</summary>
internal interface IPooledClient : IAsyncDisposable
{
    ConnectionSupervisor Supervisor { get; }
}

/// <summary>One connection of a pool.</summary>
/// <param name="client">Who keeps it up.</param>
/// <param name="number">Its name in the pool.</param>
/// <param name="generation">Which <c>Clear</c> it came after.</param>
internal sealed class PoolMember(IPooledClient client, int number, int generation)
{
    private readonly CancellationTokenSource _leaving = new();
    private PaddedCounter _reserved;
    private int _isLeaving;

    public IPooledClient Client => client;

    public ConnectionSupervisor Supervisor { get; } = client.Supervisor;

    public int Number => number;

    public int Generation => generation;

    /// <summary>How many calls are just being handed to it.</summary>
    public int Reserved => _reserved.Value;

    public int Load
    {
        get
        {
            int load = Reserved;
            Supervisor.Look(out _, ref load);
            return load;
        }
    }

    /// <summary>Cancelled, through the scheduler, when it leaves: what stays open over it moves.</summary>
    public CancellationToken Leaving => _leaving.Token;

    public bool IsLeaving => Volatile.Read(ref _isLeaving) != 0;

    /// <summary>Whether nobody is about to hand it a call, or has one with it.</summary>
    public bool IsDone => _reserved.Value == 0 && !Supervisor.IsBusy;

    /// <summary>
    /// Keeps a place from the pick until the call has taken its slot, so that whoever picks meanwhile sees it. <see langword="false"/>: the
    /// member is leaving, and nothing is kept.
    /// </summary>
    public bool TryReserve()
    {
        _reserved.Increment();
        // The counter's step is a fence: either this sees the leave, or whoever waits for the end of the last call sees the place.
        if (!IsLeaving)
            return true;
        _reserved.Decrement();
        return false;
    }

    public void Release() => _reserved.Decrement();

    /// <summary>No further call is handed to it.</summary>
    public void Leave()
    {
        Interlocked.Exchange(ref _isLeaving, 1);
        // Posted: what wakes up over this is code of the app's, and whoever makes it leave may hold a lock.
        Supervisor.Services.Scheduler.Post(_leaving.Cancel);
    }
}

/// <summary>A member as the pick sees it.</summary>
internal readonly struct PoolSeat(PoolMember member) : IPickable
{
    public PoolMember Member => member;

    public int Number => member.Number;

    public int LeastLoad
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => member.Reserved + member.Supervisor.InFlight;
    }

    public Availability Look(out int load)
    {
        load = member.Reserved;
        return member.Supervisor.Look(out bool isDegraded, ref load) ? isDegraded ? Availability.Doubtful : Availability.Ready : Availability.None;
    }
}
