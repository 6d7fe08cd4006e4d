using System.Collections.Concurrent;

namespace Mcp.Soak;

/// <summary>One run: a client and its callers per ground, faults by the plans of one seed, and the books at the end.</summary>
internal sealed class SoakRun(SoakOptions options)
{
    /// <summary>Far beyond every limit that a call has.</summary>
    private static readonly TimeSpan Hanging = TimeSpan.FromSeconds(60);

    /// <summary>In a shorter run the line through the points says little.</summary>
    private static readonly TimeSpan LongRun = TimeSpan.FromMinutes(5);

    /// <summary>In KiB per minute.</summary>
    private const double MostGrowth = 256;

    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<(string Ground, Fault Fault), int> _faults = new();
    private readonly MemoryLine _memory = new();
    private string? _violation;

    public async Task<int> RunAsync()
    {
        string folder = Directory.CreateTempSubdirectory("mcp-soak").FullName;
        string ledgerPath = Path.Combine(folder, "ledger");
        using (var ledger = Ledger.Create(ledgerPath))
        {
            var book = new Book(ledger, Violate);
            using var reconnects = new ReconnectCount();
            Ground[] grounds =
            [
                new StdioGround(ledger, ledgerPath, place: 0), TcpGround.Start(ledger), new UnixGround(ledger, Path.Combine(folder, "socket")), await WebSocketGround.StartAsync(ledger),
            ];
            await Console.Out.WriteLineAsync($"soak: {options.Time.TotalSeconds:0} s, seed {options.Seed}, {options.Callers} callers over {string.Join(", ", grounds.Select(ground => ground.Name))}");
            _stop.CancelAfter(options.Time);
            Task watching = WatchAsync(book);
            Tally[] tallies = await Task.WhenAll(grounds.Select((ground, index) => OnGroundAsync(ground, book, index, grounds.Length)));
            await watching;
            foreach (Ground ground in grounds)
                await ground.DisposeAsync();
            book.CheckAll();
            if (options.Time >= LongRun && _memory.Slope() > MostGrowth)
                Violate($"memory grows by {_memory.Slope():0} KiB per minute");
            Print(book, tallies, reconnects.Count);
        }

        Directory.Delete(folder, recursive: true);
        return _violation is null ? 0 : 1;
    }

    private async Task<Tally> OnGroundAsync(Ground ground, Book book, int index, int grounds)
    {
        var client = await McpClient.ConnectAsync(ground.Transport, ClientOptions(), CancellationToken.None);
        var callers = new Callers(client, book, Violate, _stop.Token);
        Task calling = callers.RunAsync(options.Callers / grounds, options.Seed * 1000 + index * 100_000);
        await StrikeAsync(ground, new FaultPlan(options.Seed * 31 + index, ground.Faults));
        try
        {
            await calling.WaitAsync(Hanging);
        }
        catch (TimeoutException)
        {
            Violate($"callers of {ground.Name} hang after the last fault");
        }

        if (client.InFlight != 0)
            Violate($"the client of {ground.Name} believes that {client.InFlight} calls are in flight, and there is none");
        await client.DisposeAsync();
        return new Tally(ground.Name, callers.Lists, callers.LostLists);
    }

    private static McpClientOptions ClientOptions() => new()
    {
        RequestTimeout = TimeSpan.FromSeconds(5),
        Reconnect = new McpReconnectOptions { BackoffBase = TimeSpan.FromMilliseconds(20), BackoffMax = TimeSpan.FromMilliseconds(500), MaxAttempts = int.MaxValue },
    };

    private async Task StrikeAsync(Ground ground, FaultPlan plan)
    {
        while (true)
        {
            (Fault fault, TimeSpan after, TimeSpan lasting) = plan.Next();
            try
            {
                await Task.Delay(after, TimeProvider.System, _stop.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await ground.StrikeAsync(fault, lasting);
            _faults.AddOrUpdate((ground.Name, fault), 1, static (_, count) => count + 1);
        }
    }

    private async Task WatchAsync(Book book)
    {
        TimeSpan pause = TimeSpan.FromSeconds(Math.Clamp(options.Time.TotalSeconds / 60, 1, 10));
        try
        {
            while (true)
            {
                await Task.Delay(pause, TimeProvider.System, _stop.Token);
                _memory.Sample();
                book.CheckOpen(Hanging);
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }

    private void Violate(string what)
    {
        if (Interlocked.CompareExchange(ref _violation, what, null) is null)
            _stop.Cancel();
    }

    private void Print(Book book, Tally[] tallies, long reconnects)
    {
        Console.WriteLine($"calls       {book.Calls:n0} of tools, {tallies.Sum(tally => tally.Lists):n0} lists ({tallies.Sum(tally => tally.LostLists):n0} of these lost)");
        foreach (Outcome outcome in Enum.GetValues<Outcome>()[1..])
            Console.WriteLine($"            {book.CountOf(outcome),12:n0} {outcome}");
        foreach (var ground in _faults.GroupBy(fault => fault.Key.Ground).OrderBy(ground => ground.Key, StringComparer.Ordinal))
            Console.WriteLine($"faults      {ground.Key}: {string.Join(", ", ground.OrderBy(fault => fault.Key.Fault).Select(fault => $"{fault.Value} {fault.Key.Fault}"))}");
        Console.WriteLine($"reconnects  {reconnects:n0}");
        Console.WriteLine($"memory      {_memory.Last:n0} KiB alive, {_memory.Slope():+0;-0} KiB per minute over the second half");
        Console.WriteLine(_violation is null ? "soak: passed" : $"soak: FAILED, seed {options.Seed}: {_violation}");
    }

    private sealed record Tally(string Ground, long Lists, long LostLists);
}
