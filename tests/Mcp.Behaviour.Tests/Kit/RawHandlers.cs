namespace Mcp.Behaviour.Tests.Kit;

/// <summary>Handler tables over raw JSON: they serve every revision.</summary>
internal static class RawHandlers
{
    public static McpHandlerTable Server()
    {
        var table = new McpHandlerTable();
        table.Declare("tools");
        table.Serve("tools/list", McpJson.Read, Write, static (_, _, _) => ValueTask.FromResult(McpJson.Parse(
            """{"tools":[{"name":"echo","inputSchema":{"type":"object"}}],"resultType":"complete","ttlMs":0,"cacheScope":"private"}""")));
        table.Serve("tools/call", McpJson.Read, Write, CallAsync);
        return table;
    }

    public static McpHandlerTable Sampling(string answer)
    {
        var table = new McpHandlerTable();
        table.Declare("sampling");
        table.Serve("sampling/createMessage", McpJson.Read, Write, (_, _, _) => ValueTask.FromResult(McpJson.Parse(
            $$"""{"role":"assistant","content":{"type":"text","text":"{{answer}}"},"model":"m"}""")));
        return table;
    }

    public static McpJson Text(string text) => McpJson.Parse($$"""{"content":[{"type":"text","text":{{McpJson.FromString(text)}}}],"resultType":"complete"}""");

    public static void Write(McpJsonWriter writer, McpJson value) => writer.WriteJson(value);

    private static async ValueTask<McpJson> CallAsync(McpJson parameters, McpRequestContext context, CancellationToken cancellationToken)
    {
        parameters.TryGetProperty("name", out McpJson name);
        parameters.TryGetProperty("arguments", out McpJson arguments);
        switch (name.GetString())
        {
            case "echo":
                arguments.TryGetProperty("message", out McpJson message);
                return Text(message.GetString());
            case "progress":
                for (int i = 1; i <= 50; i++)
                    await context.ReportProgressAsync(i, 50, $"step {i}");
                return Text("done");
            case "wait":
                var forever = new TaskCompletionSource();
                await forever.Task.WaitAsync(cancellationToken);
                return Text("never");
            case "fail":
                return McpJson.Parse("""{"content":[{"type":"text","text":"no such thing"}],"isError":true,"resultType":"complete"}""");
            default:
                throw new McpRequestException(McpErrorCodes.InvalidParams, $"There is no tool '{name.GetString()}'.");
        }
    }
}
