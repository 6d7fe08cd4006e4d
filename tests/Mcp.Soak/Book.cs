using System.Collections.Concurrent;

namespace Mcp.Soak;

/// <summary>
/// What callers were told, against what the servers did: a result means that the tool ran once, "not sent" that it never ran, and nothing means
/// that it ran twice. Checked when a call settles, and once more much later: a server may still have it in its pipe.
/// </summary>
internal sealed class Book(Ledger ledger, Action<string> onViolation)
{
    private readonly Outcome[] _told = new Outcome[Ledger.Cells];
    private readonly long[] _counts = new long[Enum.GetValues<Outcome>().Length];
    private readonly ConcurrentDictionary<long, long> _open = new();
    private long _calls;

    public long Calls => Interlocked.Read(ref _calls);

    public long CountOf(Outcome outcome) => Interlocked.Read(ref _counts[(int)outcome]);

    /// <summary>Begins a call and gives its number.</summary>
    public long Begin()
    {
        long call = Interlocked.Increment(ref _calls);
        long earlier = call - Ledger.Cells;
        if (earlier > 0)
            Check(earlier, "long after it was settled");
        if (!_open.TryAdd(call & (Ledger.Cells - 1), TimeProvider.System.GetTimestamp()))
            onViolation($"call {earlier} has not settled while {Ledger.Cells} others did");
        _told[call & (Ledger.Cells - 1)] = Outcome.None;
        Volatile.Write(ref ledger.RunsOf(call), 0);
        return call;
    }

    public void Settle(long call, Outcome outcome)
    {
        if (!_open.TryRemove(call & (Ledger.Cells - 1), out _))
            onViolation($"call {call} was settled twice");
        _told[call & (Ledger.Cells - 1)] = outcome;
        Interlocked.Increment(ref _counts[(int)outcome]);
        Check(call, "when it was settled");
    }

    /// <summary>Calls that have been open for longer than is possible.</summary>
    public void CheckOpen(TimeSpan limit)
    {
        foreach ((long cell, long since) in _open)
        {
            TimeSpan age = TimeProvider.System.GetElapsedTime(since);
            if (age > limit)
                onViolation($"the call in cell {cell} hangs: it began {age.TotalSeconds:0} s ago");
        }
    }

    /// <summary>Everything that is still in the book, after the last server has ended.</summary>
    public void CheckAll()
    {
        for (long call = Math.Max(1, Calls - Ledger.Cells + 1); call <= Calls; call++)
            Check(call, "at the end");
    }

    private void Check(long call, string when)
    {
        int runs = Volatile.Read(ref ledger.RunsOf(call));
        Outcome told = _told[call & (Ledger.Cells - 1)];
        bool holds = told switch
        {
            Outcome.Done => runs == 1,
            Outcome.NotSent => runs == 0,
            _ => runs <= 1,
        };
        if (!holds)
            onViolation($"call {call} was told {told}, and {when} its tool had run {runs} times");
    }
}
