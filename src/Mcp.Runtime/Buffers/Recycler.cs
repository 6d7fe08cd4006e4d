using System.Runtime.InteropServices;

namespace Mcp.Buffers;

/// <summary>
/// A bounded pool of objects in a ring: one atomic step to give, one to take, no lock and no allocation however many threads share it.
/// What does not fit is left to the garbage collector.
/// </summary>
internal sealed class Recycler<T>
    where T : class
{
    private readonly Cell[] _cells;
    private readonly int _mask;
    private Turns _turns;

    /// <param name="capacity">A power of two.</param>
    public Recycler(int capacity)
    {
        _cells = new Cell[capacity];
        _mask = capacity - 1;
        for (int i = 0; i < capacity; i++)
            _cells[i].Turn = i;
    }

    public T? TryTake()
    {
        while (true)
        {
            long turn = Volatile.Read(ref _turns.Take);
            ref Cell cell = ref _cells[turn & _mask];
            long lead = Volatile.Read(ref cell.Turn) - (turn + 1);
            // Empty, or its giver is not done yet: making a new one is cheaper than waiting.
            if (lead < 0)
                return null;
            if (lead > 0 || Interlocked.CompareExchange(ref _turns.Take, turn + 1, turn) != turn)
                continue;
            T? item = cell.Item;
            cell.Item = null;
            Volatile.Write(ref cell.Turn, turn + _cells.Length);
            return item;
        }
    }

    public void Give(T item)
    {
        while (true)
        {
            long turn = Volatile.Read(ref _turns.Give);
            ref Cell cell = ref _cells[turn & _mask];
            long lead = Volatile.Read(ref cell.Turn) - turn;
            // Full, or its taker is not done yet.
            if (lead < 0)
                return;
            if (lead > 0 || Interlocked.CompareExchange(ref _turns.Give, turn + 1, turn) != turn)
                continue;
            cell.Item = item;
            Volatile.Write(ref cell.Turn, turn + 1);
            return;
        }
    }

    /// <summary>Whose turn it is at a cell: the giver of that turn, or, one later, its taker.</summary>
    private struct Cell
    {
        public long Turn;
        public T? Item;
    }
}

/// <summary>Givers and takers count in different cache lines, or each would slow the other down.</summary>
[StructLayout(LayoutKind.Explicit, Size = 384)]
internal struct Turns
{
    [FieldOffset(128)]
    public long Give;

    [FieldOffset(256)]
    public long Take;
}
