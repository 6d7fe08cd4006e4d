using Mcp.Bench.Calls;
using Mcp.Bench.Measuring;

namespace Mcp.Bench.Resilience;

/// <summary>What it costs a call that nothing happens to, that something could have happened to it.</summary>
internal static class ResilienceTable
{
    private const int InFlight = 64;
    private const int Calls = InFlight * 1000;

    public static async Task RunAsync(int rounds)
    {
        Console.WriteLine($"resilience: one-argument tool in memory, {InFlight} in flight; {rounds} rounds of {Calls} calls, median [min..max], ratio within a round");
        foreach (McpRevision revision in new[] { McpRevision.V2025_03_26, McpRevision.V2026_07_28 })
        {
            await using CallColumn bare = await SessionColumn.ConnectAsync(revision);
            await using CallColumn supervised = await SupervisedColumn.ConnectAsync(revision);
            await MeasureAsync(revision, bare, supervised, rounds);
        }

        SweepTable.Run(rounds);
    }

    private static async Task MeasureAsync(McpRevision revision, CallColumn bare, CallColumn supervised, int rounds)
    {
        for (int i = 0; i < 5; i++)
        {
            await CallsTable.RunCallersAsync(bare, InFlight, Calls);
            await CallsTable.RunCallersAsync(supervised, InFlight, Calls);
        }

        var bareSamples = new Sample[rounds];
        var supervisedSamples = new Sample[rounds];
        for (int round = 0; round < rounds; round++)
        {
            // Who comes first changes, so that neither always runs after the other.
            if (round % 2 == 0)
                bareSamples[round] = await TakeAsync(bare);
            supervisedSamples[round] = await TakeAsync(supervised);
            if (round % 2 != 0)
                bareSamples[round] = await TakeAsync(bare);
        }

        Print(revision, bareSamples, supervisedSamples);
    }

    private static Task<Sample> TakeAsync(CallColumn column) => Sample.TakeAsync(calls => CallsTable.RunCallersAsync(column, InFlight, calls), Calls);

    private static void Print(McpRevision revision, Sample[] bare, Sample[] supervised)
    {
        Console.WriteLine();
        Console.WriteLine($"{revision}");
        PrintColumn("bare session", bare);
        PrintColumn("client, supervised", supervised);
        Spread ratio = Spread.Of(bare.Zip(supervised, (one, other) => other.PerSecond / one.PerSecond));
        Spread bytes = Spread.Of(bare.Zip(supervised, (one, other) => other.BytesPerCall - one.BytesPerCall));
        Target.Print("at least 0.95 x a bare session", ratio.Median >= 0.95, ratio.ToString("0.00"));
        Target.Print("at most 32 B per call more", bytes.Median <= 32, bytes.ToString("0.0"));
    }

    private static void PrintColumn(string name, Sample[] samples) =>
        Console.WriteLine($"  {name,-20} {Spread.Of(samples.Select(sample => sample.PerSecond)).ToString("N0"),-30} calls/s  {Spread.Of(samples.Select(sample => sample.BytesPerCall)).ToString("0")} B/call");
}
