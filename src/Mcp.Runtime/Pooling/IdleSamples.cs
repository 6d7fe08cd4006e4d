namespace Mcp.Pooling;

/// <summary>
/// How many members were idle at five moments of a while. The middle one of them is how many can go: neither one quiet moment ends
/// connections nor one busy moment keeps them. Pure.
/// </summary>
internal sealed class IdleSamples
{
    /// <summary>How many make a decision.</summary>
    public const int Needed = 5;

    private readonly int[] _samples = new int[Needed];
    private int _count;

    /// <param name="idle">How many are idle now.</param>
    /// <param name="size">How many there are.</param>
    /// <param name="min">How many stay in any case.</param>
    /// <returns>How many may go; 0 until the samples are complete, which then begin anew.</returns>
    public int Add(int idle, int size, int min)
    {
        _samples[_count++] = idle;
        if (_count < Needed)
            return 0;
        _count = 0;
        Array.Sort(_samples);
        return Math.Max(0, Math.Min(_samples[Needed / 2], size - min));
    }

    /// <summary>The size changed: what was seen before says nothing any more.</summary>
    public void Clear() => _count = 0;
}
