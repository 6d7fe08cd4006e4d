using System.Diagnostics;

namespace Mcp.Bench.Measuring;

/// <summary>What one round of one column cost. Bytes, CPU time and contention are the whole process's.</summary>
internal readonly record struct Sample(double PerSecond, double BytesPerCall, double CpuMicroseconds, long Contention)
{
    /// <summary>Runs so many calls and measures around them.</summary>
    public static async Task<Sample> TakeAsync(Func<int, Task> run, int calls)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        long contention = Monitor.LockContentionCount;
        long bytes = GC.GetTotalAllocatedBytes(precise: true);
        TimeSpan cpu = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        await run(calls);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        cpu = Environment.CpuUsage.TotalTime - cpu;
        bytes = GC.GetTotalAllocatedBytes(precise: true) - bytes;
        return new Sample(calls / elapsed.TotalSeconds, (double)bytes / calls, cpu.TotalMicroseconds / calls, Monitor.LockContentionCount - contention);
    }
}
