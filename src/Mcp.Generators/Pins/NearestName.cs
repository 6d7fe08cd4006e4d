using System;
using System.Collections.Generic;
using System.Linq;

namespace Mcp.Generators.Pins;

/// <summary>What was probably meant: the same measure as the runtime's check has, so that both suggest the same.</summary>
internal static class NearestName
{
    // A hint is not worth more than this, whatever a pin lists.
    private const int LongestName = 256;
    private const int MostNames = 1_000;

    /// <summary>The name that differs least; null when none is near.</summary>
    public static string? Of(string name, IEnumerable<string> names)
    {
        string? nearest = null;
        if (name.Length > LongestName)
        {
            return null;
        }

        var least = Math.Max(2, name.Length / 2) + 1;
        foreach (var other in names.Where(static other => other.Length is > 0 and <= LongestName).OrderBy(static other => other, StringComparer.Ordinal).Take(MostNames))
        {
            var distance = Contains(name, other) ? 1 : Distance(name, other);
            if (distance < least)
            {
                (nearest, least) = (other, distance);
            }
        }

        return nearest;
    }

    /// <summary>The end of a message that says what was probably meant; empty when nothing is near.</summary>
    public static string Suggestion(string name, IEnumerable<string> names) => Of(name, names) is { } near ? $"; did you mean '{near}'?" : "";

    private static bool Contains(string left, string right)
        => Math.Min(left.Length, right.Length) >= 3
            && (left.IndexOf(right, StringComparison.OrdinalIgnoreCase) >= 0 || right.IndexOf(left, StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>How many characters must be put in, taken out or replaced.</summary>
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = diagonal + (char.ToLowerInvariant(left[i - 1]) == char.ToLowerInvariant(right[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[right.Length];
    }
}
