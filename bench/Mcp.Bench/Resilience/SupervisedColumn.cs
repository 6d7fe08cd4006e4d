using Mcp.Bench.Calls;
using Mcp.Bench.Wire;

namespace Mcp.Bench.Resilience;

/// <summary>A client as it is by default: reconnect and heartbeat on.</summary>
internal sealed class SupervisedColumn(Wiring wiring, McpClient client) : CallColumn
{
    public override string Name => "client, supervised";

    public static async Task<CallColumn> ConnectAsync(McpRevision revision)
    {
        var wiring = new Wiring(revision);
        var options = new McpClientOptions();
        options.ProtocolVersions.Add(revision);
        return new SupervisedColumn(wiring, await McpClient.ConnectAsync(new MemoryTransport(wiring), options));
    }

    public override async Task CallAsync(string message, int count)
    {
        for (int i = 0; i < count; i++)
            Check(message, await client.InvokeAsync(RuntimeColumn.Echo, message));
    }

    public override async ValueTask DisposeAsync()
    {
        await client.DisposeAsync();
        await wiring.EndAsync();
    }
}
