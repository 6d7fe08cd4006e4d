using Mcp.Bench.Measuring;

namespace Mcp.Bench.Calls;

/// <summary>Small calls in memory: this library against the official SDK, column by column within each round.</summary>
internal static class CallsTable
{
    private static readonly TimeSpan RoundTime = TimeSpan.FromMilliseconds(200);

    private static readonly Func<McpRevision, Task<CallColumn>>[] Columns = [RuntimeColumn.ConnectAsync, TaskColumn.ConnectAsync, SdkColumn.ConnectAsync];

    public static async Task RunAsync(int rounds)
    {
        Console.WriteLine($"calls: one-argument tool in memory, token that cannot cancel; {rounds} rounds, median [min..max], ratio within a round");
        Console.WriteLine($"       {Environment.ProcessorCount} cores, {System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription}, bytes and contention are the whole process's");
        foreach (McpRevision revision in new[] { McpRevision.V2025_03_26, McpRevision.V2026_07_28 })
        {
            var columns = new List<CallColumn>();
            foreach (Func<McpRevision, Task<CallColumn>> connect in Columns)
                columns.Add(await connect(revision));
            foreach (int inFlight in new[] { 1, 64 })
                await MeasureAsync(revision, columns, inFlight, rounds);
            foreach (CallColumn column in columns)
                await column.DisposeAsync();
        }
    }

    /// <summary>So many callers at once, each with a text of its own, share the calls.</summary>
    public static Task RunCallersAsync(CallColumn column, int inFlight, int calls)
    {
        if (inFlight == 1)
            return column.CallAsync(Message(0), calls);
        var callers = new Task[inFlight];
        for (int i = 0; i < inFlight; i++)
            callers[i] = column.CallAsync(Message(i), calls / inFlight);
        return Task.WhenAll(callers);
    }

    /// <summary>What a caller says: all texts are of one length.</summary>
    public static string Message(int caller) => $"message of caller {caller:00}";

    private static async Task MeasureAsync(McpRevision revision, List<CallColumn> columns, int inFlight, int rounds)
    {
        int[] calls = new int[columns.Count];
        for (int i = 0; i < columns.Count; i++)
            calls[i] = await CalibrateAsync(columns[i], inFlight);
        var samples = new Sample[columns.Count, rounds];
        for (int round = 0; round < rounds; round++)
        {
            for (int turn = 0; turn < columns.Count; turn++)
            {
                // Each round begins with another column, so that none always runs after the same neighbour.
                int i = (turn + round) % columns.Count;
                samples[i, round] = await Sample.TakeAsync(count => RunCallersAsync(columns[i], inFlight, count), calls[i]);
            }
        }

        Print(revision, columns, inFlight, samples);
    }

    /// <summary>Warms a column up until its code is compiled for good, and finds how many calls fill a round.</summary>
    private static async Task<int> CalibrateAsync(CallColumn column, int inFlight)
    {
        int calls = 64 * 50;
        Sample sample = default;
        for (int i = 0; i < 10; i++)
        {
            sample = await Sample.TakeAsync(count => RunCallersAsync(column, inFlight, count), calls);
            calls = Math.Max(64, (int)(sample.PerSecond * RoundTime.TotalSeconds) / 64 * 64);
        }

        return calls;
    }

    private static void Print(McpRevision revision, List<CallColumn> columns, int inFlight, Sample[,] samples)
    {
        int rounds = samples.GetLength(1);
        int sdk = columns.Count - 1;
        Console.WriteLine();
        Console.WriteLine($"{revision}, {inFlight} in flight");
        Console.WriteLine($"  {"",-20} {"calls/s",-28} {"x SDK",-22} {"B/call",-24} {"CPU µs/call",-20} contention");
        for (int i = 0; i < columns.Count; i++)
        {
            Sample[] own = [.. Enumerable.Range(0, rounds).Select(round => samples[i, round])];
            Spread ratio = Ratio(samples, i, sdk);
            Console.WriteLine(
                $"  {columns[i].Name,-20} {Spread.Of(own.Select(sample => sample.PerSecond)).ToString("N0"),-28} {ratio.ToString("0.00"),-22} "
                + $"{Spread.Of(own.Select(sample => sample.BytesPerCall)).ToString("0"),-24} {Spread.Of(own.Select(sample => sample.CpuMicroseconds)).ToString("0.00"),-20} {own.Sum(sample => sample.Contention)}");
        }

        if (inFlight == 1)
            return;
        for (int i = 0; i < sdk; i++)
        {
            Spread bytes = Spread.Of(Enumerable.Range(0, rounds).Select(round => samples[i, round].BytesPerCall));
            Spread ratio = Ratio(samples, i, sdk);
            long contention = Enumerable.Range(0, rounds).Sum(round => samples[i, round].Contention);
            Console.WriteLine($"  {columns[i].Name}:");
            Target.Print("at most 300 B per call", bytes.Median <= 300, $"{bytes.Median:0} B");
            Target.Print("no lock contention", contention == 0, $"{contention}");
            Target.Print("at least 3.5 x the SDK", ratio.Median >= 3.5, $"{ratio.Median:0.00} x");
        }
    }

    private static Spread Ratio(Sample[,] samples, int column, int other) =>
        Spread.Of(Enumerable.Range(0, samples.GetLength(1)).Select(round => samples[column, round].PerSecond / samples[other, round].PerSecond));
}
