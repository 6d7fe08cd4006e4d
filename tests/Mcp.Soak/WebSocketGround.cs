using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Mcp.Soak;

/// <summary>WebSockets that Kestrel accepts.</summary>
internal sealed class WebSocketGround : ProxiedGround
{
    private readonly WebApplication _app;
    private readonly KestrelRequests _requests;

    private WebSocketGround(WebApplication app, KestrelRequests requests)
        : base("websocket", new IPEndPoint(IPAddress.Loopback, new Uri(app.Urls.First()).Port))
    {
        _app = app;
        _requests = requests;
        Transport = McpTransport.WebSocket(new Uri($"ws://{Proxy.EndPoint}/mcp"));
    }

    public override McpTransport Transport { get; }

    public static async Task<WebSocketGround> StartAsync(Ledger ledger)
    {
        McpServer server = MarkServer.Over(ledger);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        WebApplication app = builder.Build();
        var requests = new KestrelRequests();
        app.UseWebSockets();
        app.Run(async context =>
        {
            using (requests.Add(context))
                await server.ServeAsync(await context.WebSockets.AcceptWebSocketAsync());
        });
        await app.StartAsync();
        return new WebSocketGround(app, requests);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Kill();
        await _app.DisposeAsync();
    }

    protected override void Kill() => _requests.Abort();
}
