using System.Collections.Concurrent;
using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Mcp.Transports.Tests.WebSockets;

/// <summary>An app that accepts WebSockets and serves them with a server of ours.</summary>
internal sealed class KestrelWebSocketServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly CancellationTokenSource _stop = new();

    private KestrelWebSocketServer(WebApplication app) => _app = app;

    public Uri Endpoint => new(_app.Urls.First().Replace("http:", "ws:", StringComparison.Ordinal) + "/mcp");

    /// <summary>The subprotocols that each client offered.</summary>
    public ConcurrentQueue<string> Offers { get; } = new();

    /// <summary>How each service ended, in order.</summary>
    public ConcurrentQueue<Task<McpCloseInfo>> Served { get; } = new();

    public static async Task<KestrelWebSocketServer> StartAsync(McpServer server, string? subProtocol = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        WebApplication app = builder.Build();
        var host = new KestrelWebSocketServer(app);
        app.UseWebSockets();
        app.Run(async context =>
        {
            host.Offers.Enqueue(context.Request.Headers.SecWebSocketProtocol.ToString());
            WebSocket socket = await context.WebSockets.AcceptWebSocketAsync(subProtocol);
            Task<McpCloseInfo> serving = server.ServeAsync(socket, host._stop.Token);
            host.Served.Enqueue(serving);
            await serving;
        });
        await app.StartAsync();
        return host;
    }

    /// <summary>Ends what is served now, as a host that shuts down.</summary>
    public Task GoAwayAsync() => _stop.CancelAsync();

    public async ValueTask DisposeAsync()
    {
        await GoAwayAsync();
        await Guard.Soon(Task.WhenAll(Served));
        await _app.StopAsync();
        await _app.DisposeAsync();
        _stop.Dispose();
    }
}
