namespace Mcp.Soak;

/// <summary>What happens to a ground, and when: the same seed gives the same plan.</summary>
internal sealed class FaultPlan(int seed, IReadOnlyList<Fault> possible)
{
    private readonly Random _random = new(seed);

    /// <summary>The next fault, how long after the one before it begins, and how long it lasts if it lasts.</summary>
    public (Fault Fault, TimeSpan After, TimeSpan Lasting) Next() =>
        (possible[_random.Next(possible.Count)], TimeSpan.FromMilliseconds(_random.Next(20, 1500)), TimeSpan.FromMilliseconds(_random.Next(20, 600)));
}
