namespace Mcp.Catalog;

/// <summary>What was probably meant.</summary>
internal static class NearestName
{
    // A hint is not worth more than this, whatever a server lists.
    private const int MaxLength = 256;
    private const int MaxNames = 1_000;

    /// <summary>The name that differs least; <see langword="null"/> when none is near.</summary>
    public static string? Of(string name, IEnumerable<string> names)
    {
        string? nearest = null;
        if (name.Length > MaxLength)
            return null;
        int least = Math.Max(2, name.Length / 2) + 1;
        foreach (string other in names.Where(static other => other.Length is > 0 and <= MaxLength).Order(StringComparer.Ordinal).Take(MaxNames))
        {
            int distance = Contains(name, other) ? 1 : Distance(name, other, least);
            if (distance < least)
                (nearest, least) = (other, distance);
        }

        return nearest;
    }

    private static bool Contains(string left, string right) =>
        Math.Min(left.Length, right.Length) >= 3 && (left.Contains(right, StringComparison.OrdinalIgnoreCase) || right.Contains(left, StringComparison.OrdinalIgnoreCase));

    /// <summary>How many characters must be put in, taken out or replaced; no need to be exact from a limit on.</summary>
    private static int Distance(string left, string right, int limit)
    {
        if (Math.Abs(left.Length - right.Length) >= limit)
            return limit;
        int[] row = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 1; i <= left.Length; i++)
        {
            int diagonal = row[0];
            int best = row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int replaced = diagonal + (char.ToLowerInvariant(left[i - 1]) == char.ToLowerInvariant(right[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
                best = Math.Min(best, row[j]);
            }

            if (best >= limit)
                return limit;
        }

        return row[^1];
    }
}
