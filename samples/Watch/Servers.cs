using Mcp;
using Mcp.FaultKit;

namespace Watch;

/// <summary>Three servers and the ways to them: a child process, a TCP server, and one with a pool of connections; both of these behind a proxy that misbehaves.</summary>
internal sealed class Servers : IAsyncDisposable
{
    private readonly McpListener _listener;

    private Servers(McpListener listener)
    {
        _listener = listener;
        Single = ChaosProxy.InFrontOf(listener.EndPoint!);
        Pooled = ChaosProxy.InFrontOf(listener.EndPoint!);
        All =
        [
            new McpGroupServer("process", McpTransport.Stdio(Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Watch.exe" : "Watch"), "--serve")) { Options = Options() },
            new McpGroupServer("single", McpTransport.Tcp("127.0.0.1", Single.EndPoint.Port)) { Options = Options() },
            new McpGroupServer("pool", McpTransport.Tcp("127.0.0.1", Pooled.EndPoint.Port)) { Options = Options(), Pool = new McpPoolOptions { Min = 2, Max = 4, ScaleUpAt = 3 } },
        ];
    }

    public ChaosProxy Single { get; }

    public ChaosProxy Pooled { get; }

    public IReadOnlyList<McpGroupServer> All { get; }

    public static Servers Start() => new(McpListener.Tcp(DemoServer.Create(mayDie: false), port: 0));

    public async ValueTask DisposeAsync()
    {
        await Single.DisposeAsync();
        await Pooled.DisposeAsync();
        await _listener.DisposeAsync();
    }

    private static McpClientOptions Options() => new()
    {
        RequestTimeout = TimeSpan.FromSeconds(5),
        Reconnect = new McpReconnectOptions { BackoffMax = TimeSpan.FromSeconds(2) },
    };
}
