using System.Diagnostics;
using Mcp.Bench.Calls;
using Mcp.Bench.Measuring;
using Mcp.Options;
using Mcp.Sessions;

namespace Mcp.Bench.Resilience;

/// <summary>What one look at all deadlines costs while nothing is due.</summary>
internal static class SweepTable
{
    private const int Pending = 10_000;
    private const int Sweeps = 200;

    public static void Run(int rounds)
    {
        var slots = new SlotTable(16_384);
        var router = new Nowhere(slots);
        RuntimeServices services = McpClient.ServicesFor(TimeProvider.System, null, new McpLimits());
        for (int i = 0; i < Pending; i++)
            _ = PendingCall<string, string>.Start(router, services, RuntimeColumn.Echo, "pending", default, default).AsTask();
        long now = TimeProvider.System.GetTimestamp();
        var times = new double[rounds];
        for (int round = -3; round < rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < Sweeps; i++)
                slots.Sweep(now);
            if (round >= 0)
                times[round] = Stopwatch.GetElapsedTime(start).TotalMicroseconds / Sweeps;
        }

        Spread sweep = Spread.Of(times);
        Console.WriteLine();
        Console.WriteLine($"sweep of {Pending:N0} deadlines, none due");
        Target.Print("at most 50 µs", sweep.Median <= 50, $"{sweep.ToString("0.0")} µs");
    }

    /// <summary>Takes calls that are never answered.</summary>
    private sealed class Nowhere(SlotTable slots) : ICallRouter
    {
        public TimeSpan RequestTimeout => TimeSpan.FromHours(1);

        public TimeSpan MaxRequestTime => TimeSpan.FromHours(1);

        public void Submit(CallLeg leg)
        {
            if (!slots.TryReserve(out int id))
                throw new InvalidOperationException("The table is full.");
            slots.Publish(id, leg);
        }

        public bool TryRecover(PendingCall call) => false;
    }
}
