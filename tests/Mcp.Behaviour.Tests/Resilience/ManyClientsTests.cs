using Mcp.Behaviour.Tests.Faults.Kit;
using Mcp.Behaviour.Tests.Resilience.Kit;

namespace Mcp.Behaviour.Tests.Resilience;

/// <summary>A server that restarts under many clients: they do not come back at the same moment.</summary>
public sealed class ManyClientsTests
{
    private const int Clients = 200;

    [Fact]
    [Trait("Row", "48")]
    public async Task Two_hundred_clients_come_back_spread_over_their_backoff_windows()
    {
        // The server is away for the first two attempts of each client. Chance is seeded: the spread is the same in every run.
        EagerClock[] clocks = [.. Enumerable.Range(0, Clients).Select(_ => new EagerClock())];
        PlannedTransport[] transports = [.. clocks.Select(_ => new PlannedTransport(attempt => attempt is 2 or 3 ? PlannedTransport.Down() : null))];
        McpClient[] clients = await Task.WhenAll(clocks.Select((clock, i) => PlannedClient.ConnectAsync(transports[i], clock, chance: new Random(i))));
        StateLog[] states = [.. clients.Select(client => new StateLog(client))];

        foreach (PlannedTransport transport in transports)
            transport.Cut();
        await Task.WhenAll(states.Select(log => log.WhenAsync(McpClientState.Ready, 2)));

        Assert.All(clocks, clock => Assert.Equal(3, clock.Delays.Length));
        AssertSpread([.. clocks.Select(clock => clock.Delays[0])], TimeSpan.Zero, TimeSpan.FromMilliseconds(100));
        AssertSpread([.. clocks.Select(clock => clock.Delays[1])], TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(500));
        AssertSpread([.. clocks.Select(clock => clock.Delays[2])], TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(1_000));
        await Task.WhenAll(clients.Select(client => client.DisposeAsync().AsTask()));
    }

    /// <summary>Over the whole window, and in no tenth of it as many as would come if they kept step. What falls below the floor comes at the floor.</summary>
    private static void AssertSpread(TimeSpan[] delays, TimeSpan floor, TimeSpan window)
    {
        Assert.All(delays, delay => Assert.InRange(delay, floor, window));
        Assert.True(delays.Max() - delays.Min() > window * 0.85, $"from {delays.Min()} to {delays.Max()}");
        int fullest = delays.GroupBy(delay => (int)(delay / (window / 10))).Max(group => group.Count());
        Assert.InRange(fullest, 1, Clients / 4);
    }
}
