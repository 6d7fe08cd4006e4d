using System.Runtime.CompilerServices;

namespace Mcp.Pooling;

/// <summary>Who takes the next call: the least busy one. Pure; allocates nothing and takes no lock.</summary>
internal static class Picker
{
    /// <summary>Up to here everyone is looked at. Two at random are nearly as good, and cost the same however many there are.</summary>
    public const int FullScan = 16;

    /// <param name="seats">The members.</param>
    /// <param name="start">Where to begin. It goes on with each pick, so that equals take turns.</param>
    /// <param name="chance">Asked only when there are many.</param>
    /// <returns>The index; −1 when nobody is available.</returns>
    public static int Pick<T>(ReadOnlySpan<T> seats, uint start, Random chance)
        where T : struct, IPickable
    {
        if (seats.Length > FullScan && OfTwo(seats, chance) is var one and >= 0)
            return one;
        return Scan(seats, start);
    }

    // Compiled at once and for good: a profile of idle connections, where the first one is taken, makes the look at busy ones four times as slow.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Scan<T>(ReadOnlySpan<T> seats, uint start)
        where T : struct, IPickable
    {
        if (seats.IsEmpty)
            return -1;
        int best = -1;
        int least = int.MaxValue;
        var kind = Availability.Doubtful;
        int index = (int)(start % (uint)seats.Length);
        for (int looked = 0; looked < seats.Length; looked++, index = index + 1 == seats.Length ? 0 : index + 1)
        {
            if (kind == Availability.Ready && seats[index].LeastLoad >= least)
                continue;
            Availability availability = seats[index].Look(out int load);
            if (availability < kind)
                continue;
            if (load >= least && availability == kind)
                continue;
            (best, least, kind) = (index, load, availability);
            // Nobody can be less busy.
            if (load == 0 && kind == Availability.Ready)
                break;
        }

        return best;
    }

    /// <summary>The less busy one of two; −1 when neither is ready.</summary>
    private static int OfTwo<T>(ReadOnlySpan<T> seats, Random chance)
        where T : struct, IPickable
    {
        int first = chance.Next(seats.Length);
        int second = chance.Next(seats.Length - 1);
        if (second >= first)
            second++;
        bool isFirst = seats[first].Look(out int load) == Availability.Ready;
        if (seats[second].Look(out int other) != Availability.Ready)
            return isFirst ? first : -1;
        return isFirst && load <= other ? first : second;
    }
}
