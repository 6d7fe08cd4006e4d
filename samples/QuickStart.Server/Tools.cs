using System.Globalization;
using Mcp;
using Mcp.V2025_03_26;

namespace QuickStart.Server;

/// <summary>A server is a class that implements the handler interfaces of a revision: each one declares its capability.</summary>
internal sealed class Tools : IToolsHandler
{
    /// <summary>This revision has no member for the schema of a result. Clients that know it from a later one read it all the same, others pass over it.</summary>
    private static readonly Tool Forecast = Describe(
        "forecast",
        "Tells tomorrow's weather, as JSON.",
        """
        {
          "place": { "type": "object", "properties": { "city": { "type": "string" } }, "required": ["city"] },
          "unit": { "type": "string", "enum": ["celsius", "fahrenheit"], "default": "celsius", "description": "Of the temperature." }
        }
        """,
        "place") with
    {
        AdditionalMembers = new Dictionary<string, McpJson>
        {
            ["outputSchema"] = McpJson.Parse("""
                {
                  "type": "object",
                  "properties": { "city": { "type": "string" }, "high": { "type": "number" }, "sunny": { "type": "boolean" } },
                  "required": ["city", "high", "sunny"]
                }
                """),
        },
    };

    public ValueTask<ListToolsResult> ListToolsAsync(PaginatedRequestParams parameters, McpRequestContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new ListToolsResult
        {
            Tools =
            [
                Describe("echo", "Repeats a message.", """{"message":{"type":"string"}}""", "message"),
                Forecast,
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
                string high = arguments.TryGetProperty("unit", out McpJson unit) && unit.GetString() == "fahrenheit" ? "70.7" : "21.5";
                return Text($$"""{"city":{{Argument(Argument(arguments, "place"), "city")}},"high":{{high}},"sunny":true}""");
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
