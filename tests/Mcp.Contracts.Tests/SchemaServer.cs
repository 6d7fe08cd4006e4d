using Microsoft.Extensions.Logging;

namespace Mcp.Contracts.Tests;

/// <summary>A server whose tools' output schema can be chosen and changed; it counts how often its tools are listed. One client.</summary>
internal sealed class SchemaServer
{
    private const string Envelope = ",\"resultType\":\"complete\",\"ttlMs\":0,\"cacheScope\":\"private\"}";

    private McpRequestContext? _listener;
    private McpCaller? _peer;

    /// <summary>The schema of every tool's result; the list fails without one.</summary>
    public string? Schema { get; set; } = "{}";

    public string Answer { get; init; } = """{"content":[{"type":"text","text":"done"}],"structuredContent":{"name":"tea","count":1}}""";

    public int Lists { get; private set; }

    public async Task<McpClient> ConnectAsync(string revision, McpResultValidation validation, ILoggerFactory? log = null)
    {
        var server = new McpServer(new McpServerOptions { ServerName = "schemas", Handlers = { Table() } });
        var options = new McpClientOptions { ResultValidation = validation, LoggerFactory = log };
        options.ProtocolVersions.Add(McpRevision.Known.Single(known => known.Date == revision));
        return await McpClient.ConnectAsync(server.AsTransport(), options);
    }

    /// <summary>To a stateful client by itself, to one of the stateless era by what it listens with.</summary>
    public async Task TellChangeAsync()
    {
        var changed = new McpNotificationMethod<McpJson>("notifications/tools/list_changed", static (writer, value) => writer.WriteJson(value));
        if (_listener is { } listener)
            await listener.NotifyAsync(changed, McpJson.EmptyObject);
        else
            await _peer!.NotifyAsync(changed, McpJson.EmptyObject);
    }

    private McpHandlerTable Table()
    {
        var table = new McpHandlerTable();
        table.Declare("tools", McpJson.Parse("""{"listChanged":true}"""));
        table.Serve("tools/list", McpJson.Read, Write, (_, context, _) => List(context));
        table.Serve("tools/call", McpJson.Read, Write, (call, _, _) => ValueTask.FromResult(Call(call)));
        table.Serve("subscriptions/listen", McpJson.Read, Write, ListenAsync);
        return table;
    }

    private ValueTask<McpJson> List(McpRequestContext context)
    {
        Lists++;
        _peer = context.Peer;
        if (Schema is null)
            throw new McpRequestException(McpErrorCodes.InternalError, "There is no list today.");
        return ValueTask.FromResult(McpJson.Parse($$"""{"tools":[{"name":"find","inputSchema":{},"outputSchema":{{Schema}} },{"name":"work","inputSchema":{} }]{{Envelope}}"""));
    }

    private McpJson Call(McpJson call) => McpJson.Parse(
        (call.TryGetProperty("name", out McpJson name) && name.GetString() == "work" ? """{"content":[{"type":"text","text":"done"}]}""" : Answer)[..^1] + Envelope);

    private async ValueTask<McpJson> ListenAsync(McpJson parameters, McpRequestContext context, CancellationToken cancellationToken)
    {
        _listener = context;
        await context.NotifyAsync(new McpNotificationMethod<McpJson>("notifications/subscriptions/acknowledged", static (writer, value) => writer.WriteJson(value)), parameters);
        await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
        return McpJson.EmptyObject;
    }

    private static void Write(McpJsonWriter writer, McpJson value) => writer.WriteJson(value);
}
