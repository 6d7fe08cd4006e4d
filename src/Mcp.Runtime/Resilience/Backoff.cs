namespace Mcp.Resilience;

/// <summary>How long to wait before an attempt. The first one comes soon, so that a single hiccup costs little; later ones spread fully at random.</summary>
internal static class Backoff
{
    private static readonly TimeSpan Floor = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan FirstCeiling = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestHint = TimeSpan.FromDays(1);

    /// <param name="attempt">How many attempts have failed in a row.</param>
    /// <param name="options">Base and ceiling.</param>
    /// <param name="chance">A number in [0, 1).</param>
    /// <param name="hint">The least, if the server said so. More than a day is taken for a mistake, and cut to that.</param>
    public static TimeSpan Delay(int attempt, McpReconnectOptions options, double chance, TimeSpan? hint = null)
    {
        TimeSpan own = Own(attempt, options, chance);
        if (hint is not { } least || least <= own)
            return own;
        // Whoever was told the same moment would come at the same moment: the own delay spreads them.
        return (least < LongestHint ? least : LongestHint) + own;
    }

    private static TimeSpan Own(int attempt, McpReconnectOptions options, double chance)
    {
        if (attempt <= 0)
            return FirstCeiling * chance;
        double ceiling = Math.Min(options.BackoffMax.TotalMilliseconds, options.BackoffBase.TotalMilliseconds * Math.Pow(2, Math.Min(attempt, 30)));
        return TimeSpan.FromMilliseconds(Math.Max(Floor.TotalMilliseconds, ceiling * chance));
    }
}
