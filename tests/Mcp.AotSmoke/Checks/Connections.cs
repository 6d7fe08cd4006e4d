using Mcp.AotSmoke.Server;

namespace Mcp.AotSmoke.Checks;

/// <summary>The ways to the server, and a client in one revision over one of them.</summary>
internal static class Connections
{
    public static IEnumerable<(string Name, Func<McpTransport> Open)> All =>
        [("in-process", () => SmokeServer.Create().AsTransport()), ("stdio", () => Child())];

    /// <summary>This very program as a child process.</summary>
    public static McpTransport Child() => McpTransport.Stdio(Environment.ProcessPath!, SmokeServer.Argument);

    public static async Task<McpClient> ConnectAsync(McpTransport transport, McpRevision revision, Sampler? sampler = null)
    {
        var options = new McpClientOptions { Reconnect = { BackoffBase = TimeSpan.FromMilliseconds(1) } };
        options.ProtocolVersions.Add(revision);
        if (sampler is not null)
        {
            options.Handlers.Add(V2025_03_26.McpHandlers.Bind(sampler));
            options.Handlers.Add(V2026_07_28.McpHandlers.Bind(sampler));
        }

        McpClient client = await McpClient.ConnectAsync(transport, options);
        Report.RequireEqual(revision, client.NegotiatedVersion, "the negotiated revision");
        return client;
    }
}
