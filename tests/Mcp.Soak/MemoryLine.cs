namespace Mcp.Soak;

/// <summary>How much is alive over time, and the straight line through it.</summary>
internal sealed class MemoryLine
{
    private readonly List<(double Minutes, double Kib)> _points = [];
    private readonly long _start = TimeProvider.System.GetTimestamp();

    /// <summary>Takes a point: what survives a full collection.</summary>
    public void Sample()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        _points.Add((TimeProvider.System.GetElapsedTime(_start).TotalMinutes, GC.GetTotalMemory(forceFullCollection: true) / 1024.0));
    }

    /// <summary>KiB per minute over the second half, when everything has been used at least once.</summary>
    public double Slope()
    {
        (double Minutes, double Kib)[] half = [.. _points.Skip(_points.Count / 2)];
        if (half.Length < 2)
            return 0;
        double x = half.Average(point => point.Minutes);
        double y = half.Average(point => point.Kib);
        return half.Sum(point => (point.Minutes - x) * (point.Kib - y)) / half.Sum(point => (point.Minutes - x) * (point.Minutes - x));
    }

    public double Last => _points.Count == 0 ? 0 : _points[^1].Kib;
}
