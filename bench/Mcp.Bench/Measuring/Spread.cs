namespace Mcp.Bench.Measuring;

/// <summary>Several measurements of one thing: the middle one, and how far they lie apart.</summary>
internal readonly record struct Spread(double Median, double Min, double Max)
{
    public static Spread Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        int half = sorted.Length / 2;
        double median = sorted.Length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
        return new Spread(median, sorted[0], sorted[^1]);
    }

    public string ToString(string format) => $"{Median.ToString(format)} [{Min.ToString(format)}..{Max.ToString(format)}]";
}
