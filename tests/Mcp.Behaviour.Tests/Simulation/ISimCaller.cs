using Mcp.Options;

namespace Mcp.Behaviour.Tests.Simulation;

/// <summary>What a simulated client holds: a client, a pool or a group, whatever the seed says.</summary>
internal interface ISimCaller : IAsyncDisposable
{
    int InFlight { get; }

    /// <summary>Whether it hears every notification: a pool listens over one connection of several.</summary>
    bool HearsAll { get; }

    McpCaller CallerOf(int call);

    McpSubscription? Subscribe();

    /// <summary>What its app does to it while it works.</summary>
    Task ChangeAsync();

    static async Task<ISimCaller> ConnectAsync(SimTransport transport, McpClientOptions options, RuntimeServices services, SimClock clock, Random chance) => chance.Next(3) switch
    {
        0 => await SimPool.ConnectAsync(transport, options, services, clock, chance),
        1 => await SimGroup.ConnectAsync(transport, options, services, clock, chance),
        _ => new SimSingle(await McpClient.ConnectAsync(transport, options, services)),
    };
}

internal sealed class SimSingle(McpClient client) : ISimCaller
{
    public int InFlight => client.InFlight;

    public bool HearsAll => true;

    public McpCaller CallerOf(int call) => client;

    public McpSubscription Subscribe() => client.SubscribeToNotifications();

    public Task ChangeAsync() => Task.CompletedTask;

    public ValueTask DisposeAsync() => client.DisposeAsync();
}
