using System.Collections.Concurrent;
using Mcp;

namespace Watch;

/// <summary>Callers of every server, and what became of their calls.</summary>
internal sealed class Load(McpClientGroup group)
{
    private readonly ConcurrentDictionary<string, Tally> _tallies = new(StringComparer.Ordinal);

    public Tally Of(string server) => _tallies.GetOrAdd(server, static _ => new Tally());

    public Task RunAsync(int callersEach, CancellationToken stop) =>
        Task.WhenAll(from member in @group.Members from caller in Enumerable.Range(0, callersEach) select CallAsync(member.Name, new Random(caller), stop));

    private async Task CallAsync(string server, Random random, CancellationToken stop)
    {
        Tally tally = Of(server);
        while (!stop.IsCancellationRequested)
        {
            long start = TimeProvider.System.GetTimestamp();
            try
            {
                await group.CallToolAsync($"{server}__work", McpJson.Parse($$"""{"ms":{{random.Next(5, 60)}}}"""), cancellationToken: stop);
                tally.Done(TimeProvider.System.GetElapsedTime(start));
            }
            catch (McpException error)
            {
                tally.Failed(error);
                await PauseAsync(stop);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private static async Task PauseAsync(CancellationToken stop)
    {
        try
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, stop);
        }
        catch (OperationCanceledException)
        {
            // The loop sees it.
        }
    }
}
