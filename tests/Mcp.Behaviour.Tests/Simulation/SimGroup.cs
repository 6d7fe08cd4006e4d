using Mcp.Options;

namespace Mcp.Behaviour.Tests.Simulation;

/// <summary>A group of two servers, one of them with several connections, and of a third one that comes and goes.</summary>
internal sealed class SimGroup(McpClientGroup group, SimTransport transport, McpClientOptions options, SimClock clock, Random chance) : ISimCaller
{
    // Held, as an app would: they outlive the group.
    private readonly McpCaller[] _callers = [group["one"], group["many"]];

    public int InFlight => group.Members.Sum(member => member.Connections.Sum(connection => connection.InFlight + connection.WaitingCalls));

    public bool HearsAll => false;

    public static async Task<ISimCaller> ConnectAsync(SimTransport transport, McpClientOptions options, RuntimeServices services, SimClock clock, Random chance)
    {
        options.Reconnect.RetryInitialConnect = true;
        McpGroupServer[] servers =
        [
            new("one", transport) { Options = options },
            new("many", transport) { Options = options, Pool = new McpPoolOptions { Max = 2, ScaleUpAt = 2 } },
        ];
        McpClientGroup group = await McpClientGroup.ConnectAsync(servers, services, CancellationToken.None);
        // One that came late is there by itself in the end.
        while (group.Members.Any(member => member.Caller.Revision is null))
            await Task.Delay(TimeSpan.FromMilliseconds(50), clock);
        return new SimGroup(group, transport, options, clock, chance);
    }

    public McpCaller CallerOf(int call) => _callers[call % 2];

    public McpSubscription? Subscribe() => null;

    public async Task ChangeAsync()
    {
        await Task.Delay(TimeSpan.FromMilliseconds(chance.Next(300)), clock);
        Task removing = RemoveLaterAsync();
        try
        {
            await group.AddAsync("guest", transport, options);
        }
        catch (Exception error) when (error is McpException or ObjectDisposedException)
        {
            // The network was cut, or it was sent away, or everybody was.
        }

        var failures = new List<McpGroupFailure>();
        List<McpGroupItem<McpTool>> tools = await group.ListToolsAsync().OnFailure(failures.Add).ToListAsync();
        Assert.Equal(tools.Count + failures.Count, tools.Select(tool => tool.Server).Concat(failures.Select(failure => failure.Server)).Distinct().Count());
        await removing;
    }

    public ValueTask DisposeAsync() => group.DisposeAsync();

    private async Task RemoveLaterAsync()
    {
        await Task.Delay(TimeSpan.FromMilliseconds(chance.Next(200)), clock);
        await group.RemoveAsync("guest");
    }
}
