using Mcp.V2025_03_26;

namespace Mcp.AotSmoke.Server;

/// <summary>The tools in 2025-03-26, where a server asks back with a request of its own.</summary>
internal sealed class Tools2025(Tools tools) : IToolsHandler
{
    public async ValueTask<ListToolsResult> ListToolsAsync(PaginatedRequestParams parameters, McpRequestContext context, CancellationToken cancellationToken)
    {
        var list = await tools.ListAsync(context, cancellationToken);
        return new ListToolsResult { Tools = [.. list.Select(tool => new Tool { Name = tool.Name, InputSchema = tool.Schema })] };
    }

    public async ValueTask<CallToolResult> CallToolAsync(CallToolRequestParams parameters, McpRequestContext context, CancellationToken cancellationToken)
    {
        string text = parameters.Name == "ask"
            ? await AskAsync(Tools.QuestionIn(parameters.Arguments), context, cancellationToken)
            : await tools.CallAsync(parameters.Name, parameters.Arguments, context, cancellationToken);
        return new CallToolResult { Content = [new TextContent { Text = text }] };
    }

    private static async Task<string> AskAsync(string question, McpRequestContext context, CancellationToken cancellationToken)
    {
        CreateMessageResult said = await IMcpServer.Over(context.Peer).CreateMessageAsync(
            new CreateMessageRequestParams { MaxTokens = 10, Messages = [], SystemPrompt = question }, cancellationToken: cancellationToken);
        string answer = said.Content is TextContent text ? text.Text : "no text";
        return Tools.Asked(answer, "none", [Tools.IdOf(context)]);
    }
}
