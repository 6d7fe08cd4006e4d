namespace Mcp.Pooling;

/// <summary>
/// Which member a key belongs to: the one with the highest number that key and member make together. Nobody keeps a table, and when a member
/// comes or goes only its own keys move. Pure, and the same in every process.
/// </summary>
internal static class Rendezvous
{
    /// <returns>The index; −1 when nobody is available.</returns>
    public static int Pick<T>(ReadOnlySpan<T> seats, string key)
        where T : struct, IPickable
    {
        ulong hash = HashOf(key);
        int best = -1;
        ulong highest = 0;
        for (int index = 0; index < seats.Length; index++)
        {
            // A doubtful one keeps its keys: what they stand for is there, and would not be anywhere else.
            if (seats[index].Look(out _) == Availability.None)
                continue;
            ulong weight = Mix(hash ^ Mix((ulong)seats[index].Number));
            if (best >= 0 && weight <= highest)
                continue;
            (best, highest) = (index, weight);
        }

        return best;
    }

    /// <summary>FNV-1a over the characters: <see cref="string.GetHashCode()"/> differs from process to process.</summary>
    private static ulong HashOf(string key)
    {
        ulong hash = 14695981039346656037;
        foreach (char character in key)
            hash = (hash ^ character) * 1099511628211;
        return hash;
    }

    /// <summary>Spreads each bit over all (the finalizer of SplitMix64): FNV alone leaves keys that differ in their last character close together.</summary>
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
