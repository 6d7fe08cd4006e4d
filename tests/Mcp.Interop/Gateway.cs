using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Mcp.Interop;

/// <summary>
/// The npm package supergateway in front of the everything server: stdio behind a WebSocket. It gives requests ids of its own and cannot carry
/// those of the server, so what the server asks of its client is not checked here.
/// </summary>
internal sealed class Gateway(Report report, string modules)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly int _port = FreePort();

    public async Task RunAsync()
    {
        foreach (McpRevision revision in (McpRevision[])[McpRevision.V2025_03_26, McpRevision.V2025_11_25])
            await RunAsync(revision);
    }

    private async Task RunAsync(McpRevision revision)
    {
        Process gateway = Start();
        try
        {
            await using Peer peer = await ConnectAsync(revision);
            await CheckAsync(revision, "negotiates", () => Task.FromResult(peer.Client.NegotiatedVersion.Equals(revision) && peer.Client.ServerInfo.Name.Has("everything")));
            await CheckAsync(revision, "tools/list", async () => (await peer.Client.ListToolsAsync().ToListAsync()).Any(tool => tool.Name == "echo"));
            await CheckAsync(revision, "100 calls at once", async () => (await Task.WhenAll(Enumerable.Range(0, 100).Select(call => EchoAsync(peer, $"call {call}")))).All(same => same));
            await CheckAsync(revision, "a long text", () => EchoAsync(peer, new string('x', 200_000)));
            await CheckAsync(revision, "unknown tool", async () => (await peer.ToolAsync("no-such-tool")).Has("not found"));
            await CheckAsync(revision, "comes back after its gateway was killed", async () =>
            {
                gateway.Kill(entireProcessTree: true);
                await gateway.WaitForExitAsync();
                gateway.Dispose();
                gateway = Start();
                return (await peer.Client.ListToolsAsync().ToListAsync()).Count > 0 && await EchoAsync(peer, "again");
            });
        }
        finally
        {
            gateway.Kill(entireProcessTree: true);
            await gateway.WaitForExitAsync();
            gateway.Dispose();
        }
    }

    private Task CheckAsync(McpRevision revision, string name, Func<Task<bool>> check) => report.CheckAsync($"supergateway {revision.Date}", name, check);

    private static async Task<bool> EchoAsync(Peer peer, string text) =>
        (await peer.Client.CallToolAsync("echo", McpJson.Parse($$"""{"message":"{{text}}"}"""))).Text == $"Echo: {text}";

    private async Task<Peer> ConnectAsync(McpRevision revision)
    {
        var options = new McpClientOptions { Reconnect = { BackoffBase = TimeSpan.FromMilliseconds(200), BackoffMax = TimeSpan.FromSeconds(1), MaxAttempts = 60 } };
        options.ProtocolVersions.Add(revision);
        // It listens when Node has started, and says so nowhere.
        long start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return new Peer(await McpClient.ConnectAsync(McpTransport.WebSocket(new Uri($"ws://127.0.0.1:{_port}/message")), options));
            }
            catch (McpConnectionException) when (TimeProvider.System.GetElapsedTime(start) < Patience)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
            }
        }
    }

    private Process Start()
    {
        string everything = Path.Combine(modules, "@modelcontextprotocol", "server-everything", "dist", "index.js");
        var start = new ProcessStartInfo("node") { UseShellExecute = false, RedirectStandardInput = true };
        string[] arguments =
        [
            Path.Combine(modules, "supergateway", "dist", "index.js"), "--stdio", $"node \"{everything}\" stdio", "--outputTransport", "ws",
            "--port", $"{_port}", "--messagePath", "/message", "--logLevel", "none",
        ];
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
