namespace Mcp.Telemetry.Tests.Kit;

/// <summary>A server whose tools end in each way that a call can end, and a client of it.</summary>
internal static class Server
{
    public static McpServer Create(Action<McpRequestContext, McpJson>? onCall = null)
    {
        var table = new McpHandlerTable();
        table.Declare("tools");
        table.Serve("tools/call", McpJson.Read, Write, (parameters, context, cancellationToken) =>
        {
            onCall?.Invoke(context, parameters);
            return AnswerAsync(parameters, cancellationToken);
        });
        return new McpServer(new McpServerOptions { Handlers = { table } });
    }

    public static async Task<McpClient> ConnectAsync(McpServer server, McpRevision? revision = null, McpClientOptions? options = null)
    {
        options ??= new McpClientOptions();
        options.ProtocolVersions.Add(revision ?? McpRevision.V2025_11_25);
        return await McpClient.ConnectAsync(server.AsTransport(), options);
    }

    private static async ValueTask<McpJson> AnswerAsync(McpJson parameters, CancellationToken cancellationToken)
    {
        parameters.TryGetProperty("name", out McpJson name);
        switch (name.GetString())
        {
            case "good":
                return McpJson.Parse("""{"content":[],"resultType":"complete"}""");
            case "bad":
                return McpJson.Parse("""{"content":[{"type":"text","text":"it rains"}],"isError":true,"resultType":"complete"}""");
            case "hang":
                await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
                return default;
            default:
                throw new McpRequestException(McpErrorCodes.InvalidParams, "no such tool");
        }
    }

    private static void Write(McpJsonWriter writer, McpJson value) => writer.WriteJson(value);
}
