using System.Globalization;

namespace Mcp.TestServer;

/// <summary>What the tools do, whatever the revision. A revision only dresses it in its types.</summary>
internal static class Toolbox
{
    public static IReadOnlyList<(string Name, string Description)> Tools { get; } =
    [
        ("echo", "Says its message."),
        ("add", "Adds a and b; answers with a record."),
        ("combine", "Adds the operands and collects their note; a record in, a record out."),
        ("wait", "Reports progress once, then waits until it is cancelled."),
        ("progress", "Reports progress 50 times."),
        ("fail", "Fails."),
        ("ask", "Has the client's model answer a question."),
    ];

    public static McpJson Schema { get; } = McpJson.Parse("""{"type":"object"}""");

    /// <exception cref="McpRequestException">There is no such tool, or an argument is missing.</exception>
    public static async ValueTask<ToolAnswer> CallAsync(string tool, McpJson? arguments, McpRequestContext context, CancellationToken cancellationToken)
    {
        switch (tool)
        {
            case "echo":
                return new ToolAnswer(Argument(arguments, "message").GetString());
            case "add":
                double sum = Number(arguments, "a") + Number(arguments, "b");
                return new ToolAnswer(string.Create(CultureInfo.InvariantCulture, $$"""{"sum":{{sum}}}"""));
            case "combine":
                return new ToolAnswer(Combine(Argument(arguments, "operands")));
            case "wait":
                await context.ReportProgressAsync(1);
                var never = new TaskCompletionSource();
                await never.Task.WaitAsync(cancellationToken);
                return new ToolAnswer("never");
            case "progress":
                for (int i = 1; i <= 50; i++)
                    await context.ReportProgressAsync(i, 50);
                return new ToolAnswer("done");
            case "shout":
                Console.WriteLine("a line that is no frame");
                return new ToolAnswer("shouted");
            case "crash":
                throw new InvalidOperationException("a secret of the server");
            case "fail":
                return new ToolAnswer("It does not work.", IsError: true);
            default:
                throw new McpRequestException(McpErrorCodes.InvalidParams, $"There is no tool '{tool}'.");
        }
    }

    private static string Combine(McpJson operands)
    {
        string note = operands.TryGetProperty("note", out McpJson text) ? text.ToString() : "";
        return string.Create(CultureInfo.InvariantCulture, $$"""{"sum":{{Number(operands, "left") + Number(operands, "right")}},"notes":[{{note}}]}""");
    }

    private static double Number(McpJson? arguments, string name) => Argument(arguments, name).GetReader().ReadDouble();

    private static McpJson Argument(McpJson? arguments, string name) =>
        arguments is { } given && given.TryGetProperty(name, out McpJson value)
            ? value
            : throw new McpRequestException(McpErrorCodes.InvalidParams, $"The argument '{name}' is missing.");
}

/// <summary>A tool's answer, before it has a revision.</summary>
internal sealed record ToolAnswer(string Text, bool IsError = false);
