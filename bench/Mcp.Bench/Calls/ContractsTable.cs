using Mcp.Bench.Measuring;

namespace Mcp.Bench.Calls;

/// <summary>What a call through a contract allocates beside its result, by what the method returns.</summary>
internal static class ContractsTable
{
    private const int Calls = 64 * 500;

    private static readonly Column[] Columns =
    [
        new("Task<string>", TaskColumn.ConnectAsync, HasText: true, Target: 160),
        new("ValueTask<string>", ValueTaskColumn.ConnectAsync, HasText: true, Target: 100),
        new("ValueTask", DoneColumn.ConnectAsync, HasText: false, Target: 100),
    ];

    public static async Task RunAsync(int rounds)
    {
        long text = TextBytes();
        Console.WriteLine($"contracts: one-argument tool in memory, token that cannot cancel; {rounds} rounds of {Calls} calls, median [min..max]");
        Console.WriteLine($"           bytes are the whole process's, beside the result's own object: a text of {text} B");
        foreach (McpRevision revision in new[] { McpRevision.V2025_03_26, McpRevision.V2026_07_28 })
        {
            foreach (int inFlight in new[] { 1, 64 })
            {
                Console.WriteLine();
                Console.WriteLine($"{revision}, {inFlight} in flight");
                foreach (Column column in Columns)
                    await MeasureAsync(column, revision, inFlight, rounds, column.HasText ? text : 0);
            }
        }
    }

    private static async Task MeasureAsync(Column column, McpRevision revision, int inFlight, int rounds, long own)
    {
        await using CallColumn client = await column.ConnectAsync(revision);
        // Until its code is compiled for good and the pools have what so many calls need.
        for (int i = 0; i < 10; i++)
            await CallsTable.RunCallersAsync(client, inFlight, Calls);
        double[] bytes = new double[rounds];
        for (int round = 0; round < rounds; round++)
            bytes[round] = (await Sample.TakeAsync(count => CallsTable.RunCallersAsync(client, inFlight, count), Calls)).BytesPerCall - own;
        Spread spread = Spread.Of(bytes);
        Target.Print($"{column.Name} at most {column.Target} B per call", spread.Median <= column.Target, $"{spread.ToString("0")} B");
    }

    /// <summary>What one result is by itself, measured and not assumed.</summary>
    private static long TextBytes()
    {
        string message = CallsTable.Message(0);
        long before = GC.GetAllocatedBytesForCurrentThread();
        string text = new('x', message.Length);
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        GC.KeepAlive(text);
        return bytes;
    }

    private sealed record Column(string Name, Func<McpRevision, Task<CallColumn>> ConnectAsync, bool HasText, int Target);
}
