namespace Mcp.Soak;

/// <summary>The server of the soak: its one tool notes in the ledger that it ran, and answers with the call's number.</summary>
internal static class MarkServer
{
    public const string Tool = "mark";

    private static readonly string Padding = new('x', 64 * 1024);

    public static McpServer Over(Ledger ledger)
    {
        var table = new McpHandlerTable();
        table.Declare("tools");
        table.Serve("tools/list", McpJson.Read, Write, static (_, _, _) => ValueTask.FromResult(McpJson.Parse("""{"tools":[{"name":"mark","inputSchema":{"type":"object"}}]}""")));
        table.Serve("tools/call", McpJson.Read, Write, (parameters, context, cancellationToken) => MarkAsync(ledger, parameters, context, cancellationToken));
        return new McpServer(new McpServerOptions { ServerName = "soak", Handlers = { table } });
    }

    private static void Write(McpJsonWriter writer, McpJson value) => writer.WriteJson(value);

    private static async ValueTask<McpJson> MarkAsync(Ledger ledger, McpJson parameters, McpRequestContext context, CancellationToken cancellationToken)
    {
        parameters.TryGetProperty("arguments", out McpJson arguments);
        arguments.TryGetProperty("call", out McpJson number);
        long call = number.GetReader().ReadInt64();
        Interlocked.Increment(ref ledger.RunsOf(call));
        // Some answers take their time, some are long, some tell how far they are.
        if (call % 11 == 0)
            await Task.Delay(TimeSpan.FromMilliseconds(call % 40), TimeProvider.System, cancellationToken);
        if (call % 7 == 0)
            await context.ReportProgressAsync(1, 2, "half way");
        string text = call % 13 == 0 ? $"{call} {Padding.AsSpan(0, (int)(call % Padding.Length))}" : $"{call}";
        return McpJson.Parse($$"""{"content":[{"type":"text","text":"{{text}}"}]}""");
    }
}
