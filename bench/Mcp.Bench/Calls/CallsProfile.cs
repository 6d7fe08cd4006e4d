using Mcp.Bench.Measuring;

namespace Mcp.Bench.Calls;

/// <summary>One column alone, for as long as a profiler needs, with the types it allocates.</summary>
internal static class CallsProfile
{
    private const int InFlight = 64;
    private const int CallsPerRound = InFlight * 2000;

    public static async Task RunAsync(string column, int rounds)
    {
        Func<McpRevision, Task<CallColumn>> connect = column switch
        {
            "task" => TaskColumn.ConnectAsync,
            "sdk" => SdkColumn.ConnectAsync,
            _ => RuntimeColumn.ConnectAsync,
        };
        await using CallColumn client = await connect(McpRevision.V2025_03_26);
        await CallsTable.RunCallersAsync(client, InFlight, CallsPerRound);
        Console.WriteLine($"{client.Name}, {InFlight} in flight, 2025-03-26, process {Environment.ProcessId}");
        for (int round = 0; round < rounds; round++)
        {
            Sample sample = await Sample.TakeAsync(calls => CallsTable.RunCallersAsync(client, InFlight, calls), CallsPerRound);
            Console.WriteLine($"  {sample.PerSecond,10:N0} calls/s  {sample.BytesPerCall,6:0} B/call  {sample.CpuMicroseconds,6:0.00} µs CPU/call  contention {sample.Contention}");
        }

        using var trace = new AllocationTrace();
        await CallsTable.RunCallersAsync(client, InFlight, CallsPerRound);
        trace.Print(10);
    }
}
