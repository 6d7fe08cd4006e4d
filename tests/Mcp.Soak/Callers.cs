namespace Mcp.Soak;

/// <summary>Callers of one client, each with one call at a time.</summary>
internal sealed class Callers(McpClient client, Book book, Action<string> onViolation, CancellationToken stop)
{
    private long _lists;
    private long _lostLists;

    /// <summary>How many lists were asked for; they are safe to repeat.</summary>
    public long Lists => Interlocked.Read(ref _lists);

    /// <summary>Of these, how many failed all the same.</summary>
    public long LostLists => Interlocked.Read(ref _lostLists);

    public Task RunAsync(int callers, int seed) => Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(() => CallAsync(new Random(seed + caller)))));

    private async Task CallAsync(Random random)
    {
        while (!stop.IsCancellationRequested)
        {
            if (random.Next(5) == 0)
                await ListAsync();
            else
                await MarkAsync(random);
        }
    }

    private async Task MarkAsync(Random random)
    {
        long call = book.Begin();
        // Some lose patience, before, while or after their request is sent.
        using CancellationTokenSource? patience = random.Next(25) == 0 ? new CancellationTokenSource(TimeSpan.FromMilliseconds(random.Next(3))) : null;
        Outcome outcome;
        try
        {
            McpToolResult result = await client.CallToolAsync(MarkServer.Tool, McpJson.Parse($$"""{"call":{{call}}}"""), cancellationToken: patience?.Token ?? default);
            string answer = result.Text.Split(' ')[0];
            if (answer != $"{call}")
                onViolation($"call {call} got the answer of call {answer}");
            outcome = Outcome.Done;
        }
        catch (OperationCanceledException) when (patience is { IsCancellationRequested: true })
        {
            outcome = Outcome.Cancelled;
        }
        catch (McpTimeoutException)
        {
            outcome = Outcome.TimedOut;
        }
        catch (McpConnectionException error)
        {
            outcome = error.Disposition switch
            {
                McpDisposition.NotSent => Outcome.NotSent,
                McpDisposition.Sent => Outcome.Sent,
                _ => Outcome.Unknown,
            };
        }
        catch (Exception error)
        {
            onViolation($"call {call} failed with what no fault of a connection explains: {error}");
            return;
        }

        book.Settle(call, outcome);
    }

    private async Task ListAsync()
    {
        Interlocked.Increment(ref _lists);
        try
        {
            if ((await client.ListToolsAsync().ToListAsync()) is not [{ Name: MarkServer.Tool }])
                onViolation("a list came back with something else in it");
        }
        catch (Exception error) when (error is McpConnectionException or McpTimeoutException)
        {
            Interlocked.Increment(ref _lostLists);
        }
        catch (Exception error)
        {
            onViolation($"a list failed with what no fault of a connection explains: {error}");
        }
    }
}
