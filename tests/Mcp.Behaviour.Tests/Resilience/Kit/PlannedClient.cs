using Mcp.Behaviour.Tests.Faults.Kit;
using Mcp.Options;

namespace Mcp.Behaviour.Tests.Resilience.Kit;

/// <summary>A client over a planned transport whose chance is always one half, so that its delays can be told.</summary>
internal static class PlannedClient
{
    public static async Task<McpClient> ConnectAsync(PlannedTransport transport, TimeProvider clock, Action<McpClientOptions>? configure = null, EventLog? log = null, Random? chance = null)
    {
        var options = new McpClientOptions { TimeProvider = clock, LoggerFactory = log };
        configure?.Invoke(options);
        RuntimeServices services = McpClient.ServicesFor(clock, log, options.Limits) with { Random = chance ?? new Half() };
        return await Guard.Soon(McpClient.ConnectAsync(transport, options, services));
    }

    private sealed class Half : Random
    {
        public override double NextDouble() => 0.5;
    }
}
