using System.Net;
using System.Text;
using Mcp.Buffers;
using Mcp.Options;
using Mcp.Scheduling;
using Mcp.Transports;
using Mcp.Transports.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mcp.Http.Tests.Kit;

/// <summary>One connection to one server on loopback. Its end asserts that nothing is left rented or alive.</summary>
internal sealed class Harness : IAsyncDisposable
{
    private readonly IAsyncDisposable? _server;
    private readonly Sweeper _sweeper = new(TimeProvider.System);

    private Harness(Uri address, IAsyncDisposable? server, Action<McpHttpOptions>? configure, int maxFrameBytes)
    {
        _server = server;
        var options = new McpHttpOptions { Endpoint = address, HttpClient = Client };
        configure?.Invoke(options);
        var services = new RuntimeServices
        {
            Buffers = Pool,
            Sweeper = _sweeper,
            Time = Time,
            Log = NullLogger.Instance,
            Limits = new McpLimits { MaxFrameBytes = maxFrameBytes },
        };
        Connection = new HttpConnection(options.Snapshot(), services);
        Connection.Start(Sink);
    }

    public CountingPool Pool { get; } = new();

    public RecordingSink Sink { get; } = new();

    public HandTime Time { get; } = new();

    public HttpClient Client { get; } = HttpEndpoint.CreateClient();

    public HttpConnection Connection { get; }

    public static async Task<Harness> KestrelAsync(RequestDelegate handle, Action<McpHttpOptions>? configure = null, int maxFrameBytes = 1 << 20)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        WebApplication app = builder.Build();
        app.Run(handle);
        await app.StartAsync();
        return new Harness(new Uri(app.Urls.First() + "/mcp"), app, configure, maxFrameBytes);
    }

    public static Harness Raw(RawHttpServer server) => new(server.Address, server, null, 1 << 20);

    public static Harness Nowhere(Uri address) => new(address, null, null, 1 << 20);

    public void Send(int id, string frame, McpMethod? method = null, McpRevision? revision = null, HeaderProjection? projection = null) =>
        Connection.Send(new OutboundFrame
        {
            Payload = Payload.CopyOf(Pool, Encoding.UTF8.GetBytes(frame)),
            RequestId = id,
            Method = method,
            Revision = revision,
            Projection = projection,
        });

    /// <summary>A plain request of the stateful era.</summary>
    public void Call(int id, string method = "tools/call") => Send(id, Frames.Request(id, method), Frames.Method(method), McpRevision.V2025_03_26);

    /// <summary>The whole handshake, up to the point where everything may be sent.</summary>
    public async Task HandshakeAsync(McpRevision? revision = null)
    {
        Send(1, Frames.Request(1, "initialize"), Frames.Method("initialize"));
        Assert.Contains("\"id\":1", await Sink.FrameAsync(), StringComparison.Ordinal);
        Connection.OnNegotiated(revision ?? McpRevision.V2025_03_26);
        Send(0, Frames.Notification("notifications/initialized"), null, revision ?? McpRevision.V2025_03_26);
    }

    public async ValueTask DisposeAsync()
    {
        Connection.Abort(new McpCloseInfo(McpCloseReason.ClientClosed));
        await Connection.Closed.WaitAsync(TimeSpan.FromSeconds(20));
        Client.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
        _sweeper.Dispose();
        Assert.Equal(0, Pool.Rented);
    }
}
