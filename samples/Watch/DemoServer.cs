using Mcp;

namespace Watch;

/// <summary>A server with something to do: <c>work</c> takes as long as it is told, <c>die</c> ends its process.</summary>
internal static class DemoServer
{
    public static McpServer Create(bool mayDie)
    {
        var table = new McpHandlerTable();
        table.Declare("tools");
        table.Serve("tools/list", McpJson.Read, Write, static (_, _, _) => ValueTask.FromResult(McpJson.Parse("""{"tools":[{"name":"work","inputSchema":{"type":"object"}},{"name":"die","inputSchema":{"type":"object"}}]}""")));
        table.Serve("tools/call", McpJson.Read, Write, async (parameters, _, cancellationToken) =>
        {
            if (mayDie && parameters.TryGetProperty("name", out McpJson name) && name.GetString() == "die")
                Environment.Exit(1);
            long milliseconds = parameters.TryGetProperty("arguments", out McpJson arguments) && arguments.TryGetProperty("ms", out McpJson ms) ? ms.GetReader().ReadInt64() : 0;
            await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), TimeProvider.System, cancellationToken);
            return McpJson.Parse("""{"content":[{"type":"text","text":"done"}]}""");
        });
        return new McpServer(new McpServerOptions { ServerName = "demo", Handlers = { table } });
    }

    private static void Write(McpJsonWriter writer, McpJson value) => writer.WriteJson(value);
}
