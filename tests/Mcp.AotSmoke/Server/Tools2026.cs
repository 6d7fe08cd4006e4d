using System.Collections.Concurrent;
using Mcp.V2026_07_28;

namespace Mcp.AotSmoke.Server;

/// <summary>The tools in 2026-07-28, where a server asks back through its results.</summary>
internal sealed class Tools2026(Tools tools) : IToolsHandler
{
    private readonly ConcurrentDictionary<string, Leg> _issued = new(StringComparer.Ordinal);

    public async ValueTask<ListToolsResult> ListToolsAsync(PaginatedRequestParams parameters, McpRequestContext context, CancellationToken cancellationToken)
    {
        var list = await tools.ListAsync(context, cancellationToken);
        return new ListToolsResult { Tools = [.. list.Select(tool => new Tool { Name = tool.Name, InputSchema = tool.Schema })] };
    }

    public async ValueTask<CallToolResponse> CallToolAsync(CallToolRequestParams parameters, McpRequestContext context, CancellationToken cancellationToken)
    {
        if (parameters.Name == "ask")
            return Ask(parameters, Tools.IdOf(context));
        string text = await tools.CallAsync(parameters.Name, parameters.Arguments, context, cancellationToken);
        return parameters.Name == "forecast" ? Data(text) : new CallToolResult { Content = [new TextContent { Text = text }] };
    }

    private static CallToolResult Data(string json) => new() { Content = [new TextContent { Text = json }], StructuredContent = McpJson.Parse(json) };

    /// <summary>First a question with a state, then a state alone (the server buys time), then the result.</summary>
    private CallToolResponse Ask(CallToolRequestParams parameters, long id)
    {
        if (parameters.RequestState is null)
        {
            var question = new CreateMessageRequestParams { MaxTokens = 10, Messages = [], SystemPrompt = Tools.QuestionIn(parameters.Arguments) };
            return new InputRequiredResult
            {
                InputRequests = new Dictionary<string, InputRequest> { ["who \"knows\""] = new CreateMessageRequest { Params = question } },
                RequestState = Issue(new Leg("", [id])),
            };
        }

        if (!_issued.TryRemove(parameters.RequestState, out Leg? last))
            return Data(Tools.Asked("", "changed", [id]));
        var leg = new Leg(last.RequestIds.Count == 1 ? AnswerIn(parameters) : last.Answer, [.. last.RequestIds, id]);
        return leg.RequestIds.Count == 2
            ? new InputRequiredResult { RequestState = Issue(leg) }
            : Data(Tools.Asked(leg.Answer, "untouched", leg.RequestIds));
    }

    private static string AnswerIn(CallToolRequestParams parameters) =>
        parameters.InputResponses?.GetValueOrDefault("who \"knows\"") is CreateMessageResult { Content: [TextContent text] } ? text.Text : "no text";

    /// <summary>A state is whatever the server likes: here, every kind of character that something on the way could be tempted to rewrite.</summary>
    private string Issue(Leg leg)
    {
        string state = $"leg {leg.RequestIds.Count} \" \\ / \u0001\n é \u2028 😀 <a href='&amp;'> {Guid.NewGuid()}";
        _issued[state] = leg;
        return state;
    }

    private sealed record Leg(string Answer, IReadOnlyList<long> RequestIds);
}
