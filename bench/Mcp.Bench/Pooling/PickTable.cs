using System.Diagnostics;
using Mcp.Bench.Measuring;
using Mcp.Pooling;

namespace Mcp.Bench.Pooling;

/// <summary>
/// What it costs to choose a connection, over real clients: the pick with its reservation, among idle ones (the first one is taken) and among
/// busy ones (all are looked at). Beside it a whole call, through a client and through a pool of one and of sixteen.
/// </summary>
internal static class PickTable
{
    // A round is over within a time slice, so that on a busy machine most are undisturbed.
    private const int Picks = 5_000;
    private const int Calls = 20_000;
    private const double PromisedNanoseconds = 50;

    public static async Task<bool> RunAsync(int rounds)
    {
        bool reached = true;
        await using (McpClientPool warm = await ConnectAsync(4))
            Measure(warm, 20 * rounds);
        Console.WriteLine("one pick and its reservation");
        foreach (int size in (int[])[1, 4, 16, 64])
        {
            await using McpClientPool pool = await ConnectAsync(size);
            (Spread idle, double idleBytes) = Measure(pool, 20 * rounds);
            var stop = new CancellationTokenSource();
            Task[] waiting = Occupy(pool, stop.Token);
            (Spread busy, double busyBytes) = Measure(pool, 20 * rounds);
            stop.Cancel();
            await Task.WhenAll(waiting);
            Console.WriteLine($"  {size,3} connections   idle {idle.ToString("0.0")} ns   busy {busy.ToString("0.0")} ns   {Math.Max(idleBytes, busyBytes):0.##} B");
            if (size == 16)
            {
                bool isQuick = busy.Median <= PromisedNanoseconds && idle.Median <= PromisedNanoseconds;
                Target.Print("a pick among 16 takes at most 50 ns", isQuick, $"{busy.Median:0.0} ns busy, {idle.Median:0.0} ns idle");
                Target.Print("and allocates nothing", idleBytes + busyBytes == 0, $"{idleBytes + busyBytes:0.##} B");
                reached = isQuick && idleBytes + busyBytes == 0;
            }
        }

        await PrintCallsAsync(rounds);
        return reached;
    }

    private static (Spread Nanoseconds, double Bytes) Measure(McpClientPool pool, int rounds)
    {
        uint turn = 0;
        // Long enough for the compiler to have done all that it does.
        for (int round = 0; round < 200; round++)
            PickMany(pool, ref turn);
        var samples = new List<double>(rounds);
        long allocated = 0;
        for (int round = 0; round < rounds; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            long start = Stopwatch.GetTimestamp();
            PickMany(pool, ref turn);
            samples.Add(Stopwatch.GetElapsedTime(start).TotalNanoseconds / Picks);
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
        }

        return (Spread.Of(samples), (double)allocated / Picks / rounds);
    }

    private static void PickMany(McpClientPool pool, ref uint turn)
    {
        Random chance = Random.Shared;
        for (int i = 0; i < Picks; i++)
        {
            ReadOnlySpan<PoolSeat> seats = pool.Router.Seats;
            PoolMember member = seats[Picker.Pick(seats, turn++, chance)].Member;
            if (member.TryReserve())
                member.Release();
        }
    }

    /// <summary>Some calls that are not answered on each connection, as many on each: that is how picking leaves them.</summary>
    private static Task[] Occupy(McpClientPool pool, CancellationToken cancellationToken) =>
        [.. Enumerable.Range(0, 3 * pool.Size).Select(async _ =>
        {
            try
            {
                await pool.CallToolAsync("wait", cancellationToken: cancellationToken);
            }
            catch (OperationCanceledException)
            {
            }
        })];

    private static async Task PrintCallsAsync(int rounds)
    {
        await using McpClient client = await McpClient.ConnectAsync(Transport());
        await using McpClientPool one = await ConnectAsync(1);
        await using McpClientPool sixteen = await ConnectAsync(16);
        (string Name, McpCaller Caller)[] columns = [("a client", client), ("a pool of 1", one), ("a pool of 16", sixteen)];
        var samples = columns.Select(_ => new List<Sample>()).ToArray();
        foreach ((_, McpCaller caller) in columns)
            await CallAsync(caller, Calls);
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < columns.Length; i++)
                samples[i].Add(await Sample.TakeAsync(calls => CallAsync(columns[i].Caller, calls), Calls));
        }

        Console.WriteLine("a whole call, one after the other");
        for (int i = 0; i < columns.Length; i++)
            Console.WriteLine($"  {columns[i].Name,-14} {Spread.Of(samples[i].Select(sample => 1e9 / sample.PerSecond)).ToString("0")} ns   {Spread.Of(samples[i].Select(sample => sample.BytesPerCall)).ToString("0.#")} B");
    }

    private static async Task CallAsync(McpCaller caller, int count)
    {
        for (int i = 0; i < count; i++)
            await caller.CallToolAsync("echo", Message);
    }

    private static readonly McpJson Message = McpJson.Parse("""{"message":"hi"}""");

    private static ValueTask<McpClientPool> ConnectAsync(int size) =>
        McpClientPool.ConnectAsync(Transport(), null, new McpPoolOptions { Min = size, Max = size });

    private static McpTransport Transport()
    {
        var table = new McpHandlerTable();
        table.Declare("tools");
        table.Serve("tools/call", McpJson.Read, static (writer, value) => writer.WriteJson(value), static async (parameters, _, cancellationToken) =>
        {
            parameters.TryGetProperty("name", out McpJson name);
            if (name.GetString() == "wait")
                await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
            return McpJson.Parse("""{"content":[{"type":"text","text":"hi"}]}""");
        });
        return new McpServer(new McpServerOptions { Handlers = { table } }).AsTransport();
    }
}
