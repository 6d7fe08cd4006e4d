using System.Collections.Concurrent;
using System.Numerics;
using Mcp.Scheduling;

namespace Mcp.Sessions;

/// <summary>
/// The requests in flight: source of ids, limiter, lookup and list of deadlines in one structure. An id is generation and slot in a
/// positive 32-bit number (some servers cut larger ones), so the slot of an answer is found by a mask and a stale answer by its
/// generation. Outlives connections: an id never comes back within 2³¹ calls.
/// </summary>
internal sealed class SlotTable : ISweepable
{
    private readonly Slot[] _slots;
    private readonly ConcurrentQueue<int> _free;
    private readonly int _bits;
    private int _inFlight;
    private Completion<bool>? _idle;

    public SlotTable(int capacity)
    {
        _bits = BitOperations.Log2((uint)capacity);
        _slots = new Slot[capacity];
        _free = new ConcurrentQueue<int>(Enumerable.Range(0, capacity));
    }

    public int InFlight => Volatile.Read(ref _inFlight);

    public bool HasFree => !_free.IsEmpty;

    /// <summary>Whether nothing is free, judged by the count alone: cheaper, and now and then too early.</summary>
    public bool IsFull => InFlight >= _slots.Length;

    public bool HasDeadlines => InFlight > 0;

    /// <summary>Generations count from 1 to what still gives a positive id, and start over.</summary>
    public static int NextGeneration(int generation, int bits) => generation >= int.MaxValue >> bits ? 1 : generation + 1;

    /// <summary>Takes a slot and names its next id. <see langword="false"/>: as many requests are in flight as are allowed.</summary>
    public bool TryReserve(out int id)
    {
        if (!_free.TryDequeue(out int index))
        {
            id = 0;
            return false;
        }

        ref Slot slot = ref _slots[index];
        slot.Generation = NextGeneration(slot.Generation, _bits);
        id = (slot.Generation << _bits) | index;
        Interlocked.Increment(ref _inFlight);
        return true;
    }

    /// <summary>Makes a reserved slot answer to its id.</summary>
    public void Publish(int id, CallLeg leg)
    {
        ref Slot slot = ref SlotOf(id);
        slot.Call = leg.Call;
        slot.Version = leg.Version;
        Volatile.Write(ref slot.Id, id);
    }

    /// <summary>The leg that waits under this id.</summary>
    public bool TryFind(long id, out CallLeg leg)
    {
        leg = default;
        if (id is <= 0 or > int.MaxValue)
            return false;
        ref Slot slot = ref SlotOf((int)id);
        if (Volatile.Read(ref slot.Id) != id || Volatile.Read(ref slot.Call) is not { } call)
            return false;
        leg = new CallLeg(call, Volatile.Read(ref slot.Version));
        // An id is never published twice, so reading it again, after the fields, proves that they belong together.
        return Volatile.Read(ref slot.Id) == id;
    }

    public void Release(int id)
    {
        ref Slot slot = ref SlotOf(id);
        Volatile.Write(ref slot.Id, 0);
        slot.Call = null;
        int left = Interlocked.Decrement(ref _inFlight);
        _free.Enqueue(id & (_slots.Length - 1));
        if (left == 0)
            Volatile.Read(ref _idle)?.TrySet(true);
    }

    /// <summary>Completes at a moment from now on at which nothing is in flight. Asked for once, at the end.</summary>
    public Task WhenIdle(WorkScheduler scheduler)
    {
        var idle = new Completion<bool>(scheduler);
        Volatile.Write(ref _idle, idle);
        Interlocked.MemoryBarrier();
        if (InFlight == 0)
            idle.TrySet(true);
        return idle.Task;
    }

    /// <summary>The legs in flight at about this moment.</summary>
    public IEnumerable<CallLeg> Snapshot()
    {
        for (int i = 0; i < _slots.Length; i++)
        {
            int id = Volatile.Read(ref _slots[i].Id);
            if (TryFind(id, out CallLeg leg))
                yield return leg;
        }
    }

    public void Sweep(long now)
    {
        if (InFlight == 0)
            return;
        for (int i = 0; i < _slots.Length; i++)
        {
            int id = Volatile.Read(ref _slots[i].Id);
            if (id != 0 && TryFind(id, out CallLeg leg) && leg.Call.Deadline <= now)
                leg.Call.TryTimeOut(leg.Version, now, WaitsFor.Room);
        }
    }

    private ref Slot SlotOf(int id) => ref _slots[id & (_slots.Length - 1)];

    private struct Slot
    {
        public int Id;
        public int Generation;
        public long Version;
        public PendingCall? Call;
    }
}
