using Mcp.Sessions;

namespace Mcp.AotSmoke.Server;

/// <summary>What the tools do, whatever the revision.</summary>
internal sealed class Tools(Journal? journal)
{
    private const string ArgumentsOfEcho = """{"type":"object","properties":{"message":{"type":"string"}},"required":["message"]}""";
    private const string ArgumentsOfForecast = """{"type":"object","properties":{"place":{"type":"object"}},"required":["place"]}""";
    private const string ArgumentsOfAsk = """{"type":"object","properties":{"question":{"type":"string"}},"required":["question"]}""";
    private const string NoArguments = """{"type":"object"}""";

    /// <summary>The id of a request. Handlers have no use for it, so only the runtime knows it.</summary>
    public static long IdOf(McpRequestContext context) => ((InboundRequest)context).Id.Number;

    public static string QuestionIn(McpJson? arguments) => Argument(arguments, "question").GetString();

    /// <summary>The result of <c>ask</c> as JSON.</summary>
    public static string Asked(string answer, string state, IEnumerable<long> ids) =>
        $$"""{"answer":{{McpJson.FromString(answer)}},"state":"{{state}}","requestIds":[{{string.Join(",", ids)}}]}""";

    public async ValueTask<IReadOnlyList<(string Name, McpJson Schema)>> ListAsync(McpRequestContext context, CancellationToken cancellationToken)
    {
        await EnterAsync("tools/list", context, endless: true, cancellationToken);
        return
        [
            ("echo", McpJson.Parse(ArgumentsOfEcho)),
            ("forecast", McpJson.Parse(ArgumentsOfForecast)),
            ("ask", McpJson.Parse(ArgumentsOfAsk)),
            ("stall", McpJson.Parse(NoArguments)),
        ];
    }

    /// <summary>Runs a tool that answers at once; the text is JSON where the contract expects a record.</summary>
    public async ValueTask<string> CallAsync(string name, McpJson? arguments, McpRequestContext context, CancellationToken cancellationToken)
    {
        await EnterAsync(name, context, endless: name == "stall", cancellationToken);
        switch (name)
        {
            case "echo":
                return Argument(arguments, "message").GetString();
            case "forecast":
                McpJson place = Argument(arguments, "place");
                return $$"""{"city":{{Argument(place, "city")}},"high":{{Argument(place, "latitude")}},"sunny":true}""";
            case "stall":
                return "answered";
            default:
                throw new McpRequestException(McpErrorCodes.InvalidParams, $"There is no tool '{name}'.");
        }
    }

    private static McpJson Argument(McpJson? arguments, string name) =>
        arguments is { } given && given.TryGetProperty(name, out McpJson value)
            ? value
            : throw new McpRequestException(McpErrorCodes.InvalidParams, $"The argument '{name}' is missing.");

    /// <summary>A server that keeps a journal answers nothing endless in its first life: it is there to be killed.</summary>
    private async ValueTask EnterAsync(string what, McpRequestContext context, bool endless, CancellationToken cancellationToken)
    {
        if (journal is null)
            return;
        journal.Enter(what, IdOf(context));
        if (endless && journal.Life == 1)
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
    }
}
