using Mcp.Options;

namespace Mcp.Behaviour.Tests.Simulation;

/// <summary>A pool that grows early, shrinks soon and is cleared now and then.</summary>
internal sealed class SimPool(McpClientPool pool, SimClock clock, Random chance) : ISimCaller
{
    public int InFlight => pool.InFlight + pool.WaitingCalls;

    public bool HearsAll => false;

    public static async Task<ISimCaller> ConnectAsync(SimTransport transport, McpClientOptions options, RuntimeServices services, SimClock clock, Random chance)
    {
        int min = chance.Next(1, 4);
        var size = new McpPoolOptions { Min = min, Max = min + chance.Next(3), ScaleUpAt = 2, IdlePrune = TimeSpan.FromSeconds(1) };
        return new SimPool(await McpClientPool.ConnectAsync(transport, options, size, services), clock, chance);
    }

    public McpCaller CallerOf(int call) => pool;

    public McpSubscription Subscribe() => pool.SubscribeToNotifications();

    public async Task ChangeAsync()
    {
        for (int clears = chance.Next(3); clears > 0; clears--)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(chance.Next(300)), clock);
            pool.Clear();
        }
    }

    public ValueTask DisposeAsync() => pool.DisposeAsync();
}
