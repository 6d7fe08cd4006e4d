using System.Globalization;
using Mcp;
using Mcp.V2025_03_26;

namespace QuickStart.Server;

/// <summary>A server is a class that implements the handler interfaces of a revision: each one declares its capability.</summary>
internal sealed class Tools : IToolsHandler
{
    public ValueTask<ListToolsResult> ListToolsAsync(PaginatedRequestParams parameters, McpRequestContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new ListToolsResult
        {
            Tools =
            [
                Describe("echo", "Repeats a message.", """{"message":{"type":"string"}}""", "message"),
                Describe("forecast", "Tells tomorrow's weather, as JSON.", """{"place":{"type":"object"}}""", "place"),
                Describe("count", "Counts to a number and reports each step.", """{"to":{"type":"integer"}}""", "to"),
                Describe("wait", "Waits until it is cancelled.", "{}"),
                Describe("divide", "Divides two numbers.", """{"a":{"type":"number"},"b":{"type":"number"}}""", "a", "b"),
            ],
        });

    public async ValueTask<CallToolResult> CallToolAsync(CallToolRequestParams parameters, McpRequestContext context, CancellationToken cancellationToken)
    {
        McpJson arguments = parameters.Arguments ?? McpJson.EmptyObject;
        switch (parameters.Name)
        {
            case "echo":
                return Text(Argument(arguments, "message").GetString());
            case "forecast":
                return Text($$"""{"city":{{Argument(Argument(arguments, "place"), "city")}},"high":21.5,"sunny":true}""");
            case "count":
                long to = Argument(arguments, "to").GetReader().ReadInt64();
                for (int step = 1; step <= to; step++)
                    await context.ReportProgressAsync(step, to, $"step {step}");
                return Text($"counted to {to}");
            case "wait":
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
                return Text("never");
            case "divide":
                double divisor = Argument(arguments, "b").GetReader().ReadDouble();
                return divisor == 0
                    ? Text("cannot divide by zero") with { IsError = true }
                    : Text((Argument(arguments, "a").GetReader().ReadDouble() / divisor).ToString(CultureInfo.InvariantCulture));
            default:
                throw new McpRequestException(McpErrorCodes.InvalidParams, $"There is no tool '{parameters.Name}'.");
        }
    }

    private static McpJson Argument(McpJson arguments, string name) =>
        arguments.TryGetProperty(name, out McpJson value) ? value : throw new McpRequestException(McpErrorCodes.InvalidParams, $"The argument '{name}' is missing.");

    private static Tool Describe(string name, string description, string properties, params string[] required) => new()
    {
        Name = name,
        Description = description,
        InputSchema = McpJson.Parse($$"""{"type":"object","properties":{{properties}},"required":[{{string.Join(",", required.Select(item => $"\"{item}\""))}}]}"""),
    };

    private static CallToolResult Text(string text) => new() { Content = [new TextContent { Text = text }] };
}
