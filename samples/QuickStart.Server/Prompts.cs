using Mcp;
using Mcp.V2025_03_26;

namespace QuickStart.Server;

/// <summary>One prompt: a text with holes, which the client fills.</summary>
internal sealed class Prompts : IPromptsHandler
{
    public ValueTask<ListPromptsResult> ListPromptsAsync(PaginatedRequestParams parameters, McpRequestContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new ListPromptsResult
        {
            Prompts =
            [
                new Prompt { Name = "plan-trip", Description = "Asks for a plan.", Arguments = [new PromptArgument { Name = "city", Required = true }, new PromptArgument { Name = "season" }] },
            ],
        });

    public ValueTask<GetPromptResult> GetPromptAsync(GetPromptRequestParams parameters, McpRequestContext context, CancellationToken cancellationToken)
    {
        if (parameters.Name != "plan-trip" || parameters.Arguments?.GetValueOrDefault("city") is not { } city)
            throw new McpRequestException(McpErrorCodes.InvalidParams, "There is one prompt, 'plan-trip', and it needs a city.");
        string season = parameters.Arguments.GetValueOrDefault("season") ?? "any season";
        return ValueTask.FromResult(new GetPromptResult
        {
            Messages = [new PromptMessage { Role = Role.User, Content = new TextContent { Text = $"Plan a trip to {city} in {season}." } }],
        });
    }
}
