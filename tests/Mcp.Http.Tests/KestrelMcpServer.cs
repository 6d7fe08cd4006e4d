using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Mcp.Http.Tests.Kit;
using Mcp.Transports.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Mcp.Http.Tests;

/// <summary>Our own server session over Streamable HTTP on loopback, in both eras, with the faults that a test asks for.</summary>
internal sealed class KestrelMcpServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly McpServer _server;
    private readonly ConcurrentDictionary<string, ServerConnection> _sessions = new();
    private readonly ConcurrentDictionary<string, EventLog> _streams = new();
    private int _numbers;

    private KestrelMcpServer(WebApplication app, McpServer server)
    {
        _app = app;
        _server = server;
    }

    public Uri Endpoint => new(_app.Urls.First() + "/mcp");

    /// <summary>Which arguments of which tool must be repeated in headers: tool → suffix → path. It should say what the tools' schemas say.</summary>
    public Dictionary<string, Dictionary<string, string[]>> ToolHeaders { get; } = [];

    /// <summary>The answer to the next request of this method is cut after as many events; the rest comes when it is resumed.</summary>
    public ConcurrentDictionary<string, int> CutOnce { get; } = new();

    /// <summary>Each request as "POST tools/call", "GET", "GET post-3-1" (resumed), "DELETE".</summary>
    public ConcurrentQueue<string> Seen { get; } = new();

    public IReadOnlyCollection<string> Sessions => [.. _sessions.Keys];

    public static async Task<KestrelMcpServer> StartAsync(McpServer server)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        WebApplication app = builder.Build();
        var host = new KestrelMcpServer(app, server);
        app.Run(host.HandleAsync);
        await app.StartAsync();
        return host;
    }

    /// <summary>Forgets every session, as a restarted server does.</summary>
    public void ForgetSessions()
    {
        foreach (string id in _sessions.Keys)
        {
            if (_sessions.TryRemove(id, out ServerConnection? connection))
                connection.Abort(new McpCloseInfo(McpCloseReason.PeerClosed));
        }
    }

    public async ValueTask DisposeAsync()
    {
        ForgetSessions();
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task HandleAsync(HttpContext context)
    {
        try
        {
            if (HttpMethods.IsPost(context.Request.Method))
                await PostAsync(context);
            else if (HttpMethods.IsGet(context.Request.Method))
                await GetAsync(context);
            else
                Delete(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client closed the exchange.
        }
    }

    private async Task PostAsync(HttpContext context)
    {
        using var copy = new MemoryStream();
        await context.Request.Body.CopyToAsync(copy);
        byte[] body = copy.ToArray();
        using JsonDocument document = JsonDocument.Parse(body);
        string method = MethodOf(document.RootElement);
        Seen.Enqueue($"POST {method}".TrimEnd());
        string session = context.Request.Headers[HttpEndpoint.SessionHeader].ToString();
        if (context.Request.Headers.ContainsKey("Mcp-Method"))
            await PostStatelessAsync(context, body, document.RootElement);
        else if (method == "initialize")
            await PostStatefulAsync(context, OpenSession(context), body, method);
        else if (_sessions.TryGetValue(session, out ServerConnection? connection))
            await PostStatefulAsync(context, connection, body, method);
        else
            context.Response.StatusCode = session.Length == 0 ? 400 : 404;
    }

    private ServerConnection OpenSession(HttpContext context)
    {
        var connection = new ServerConnection();
        _server.Attach(connection);
        string id = $"session-{Interlocked.Increment(ref _numbers)}";
        _sessions[id] = connection;
        context.Response.Headers[HttpEndpoint.SessionHeader] = id;
        return connection;
    }

    /// <summary>2025-03-26: a request is answered by events, everything else with 202. A lost response is no cancel.</summary>
    private async Task PostStatefulAsync(HttpContext context, ServerConnection connection, byte[] body, string method)
    {
        var log = new EventLog($"post-{Interlocked.Increment(ref _numbers)}");
        _streams[log.Name] = log;
        if (!connection.Deliver(body, log))
        {
            context.Response.StatusCode = 202;
            return;
        }

        int cut = CutOnce.TryRemove(method, out int events) ? events : int.MaxValue;
        await log.CopyToAsync(context, 0, withIds: true, cut);
    }

    /// <summary>2026-07-28: the exchange is the connection, and its end is the cancel. An answer that comes first needs no stream.</summary>
    private async Task PostStatelessAsync(HttpContext context, byte[] body, JsonElement message)
    {
        if (HeaderCheck.Mismatch(context.Request.Headers, message, ToolHeaders) is { } mismatch)
        {
            string id = message.TryGetProperty("id", out JsonElement given) ? given.GetRawText() : "null";
            await context.JsonAsync($$$"""{"jsonrpc":"2.0","id":{{{id}}},"error":{"code":-32020,"message":"{{{JsonEncodedText.Encode(mismatch)}}}"}}""", 400);
            return;
        }

        var connection = new ServerConnection();
        _server.Attach(connection);
        try
        {
            var log = new EventLog("only");
            if (!connection.Deliver(body, log))
            {
                context.Response.StatusCode = 202;
                return;
            }

            (string? first, bool last) = await log.AtAsync(0, context.RequestAborted);
            if (last)
                await context.JsonAsync(first!, StatusOf(first!));
            else
                await log.CopyToAsync(context, 0, withIds: false, CutOnce.TryRemove(MethodOf(message), out int events) ? events : int.MaxValue);
        }
        finally
        {
            connection.Abort(new McpCloseInfo(McpCloseReason.PeerClosed));
        }
    }

    private async Task GetAsync(HttpContext context)
    {
        string last = context.Request.Headers[HttpEndpoint.LastEventIdHeader].ToString();
        Seen.Enqueue($"GET {last}".TrimEnd());
        if (!_sessions.TryGetValue(context.Request.Headers[HttpEndpoint.SessionHeader].ToString(), out ServerConnection? connection))
        {
            context.Response.StatusCode = 405;
            return;
        }

        int dash = last.LastIndexOf('-');
        int from = dash < 0 ? 0 : int.Parse(last[(dash + 1)..]);
        EventLog log = dash >= 0 && _streams.TryGetValue(last[..dash], out EventLog? cut) ? cut : connection.Standalone;
        await log.CopyToAsync(context, from, withIds: true);
    }

    private void Delete(HttpContext context)
    {
        Seen.Enqueue("DELETE");
        if (_sessions.TryRemove(context.Request.Headers[HttpEndpoint.SessionHeader].ToString(), out ServerConnection? connection))
            connection.Abort(new McpCloseInfo(McpCloseReason.PeerClosed));
        else
            context.Response.StatusCode = 405;
    }

    private static string MethodOf(JsonElement message) =>
        message.ValueKind == JsonValueKind.Object && message.TryGetProperty("method", out JsonElement method) ? method.GetString()! : "";

    /// <summary>How 2026-07-28 maps errors to statuses.</summary>
    private static int StatusOf(string frame)
    {
        using JsonDocument document = JsonDocument.Parse(frame);
        if (!document.RootElement.TryGetProperty("error", out JsonElement error))
            return 200;
        return error.GetProperty("code").GetInt32() switch
        {
            McpErrorCodes.MethodNotFound => 404,
            McpErrorCodes.HeaderMismatch or McpErrorCodes.MissingRequiredClientCapability or McpErrorCodes.UnsupportedProtocolVersion or McpErrorCodes.InvalidParams => 400,
            _ => 200,
        };
    }
}
