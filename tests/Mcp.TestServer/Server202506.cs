using Mcp.V2025_06_18;

namespace Mcp.TestServer;

/// <summary>The tools in 2025-06-18. What is JSON is sent as data, too.</summary>
internal sealed class Server202506 : IToolsHandler
{
    public ValueTask<ListToolsResult> ListToolsAsync(PaginatedRequestParams parameters, McpRequestContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new ListToolsResult
        {
            Tools = [.. Toolbox.Tools.Select(tool => new Tool { Name = tool.Name, Description = tool.Description, InputSchema = Toolbox.Schema })],
        });

    public async ValueTask<CallToolResult> CallToolAsync(CallToolRequestParams parameters, McpRequestContext context, CancellationToken cancellationToken)
    {
        ToolAnswer answer = parameters.Name == "ask"
            ? new ToolAnswer(await AskAsync(context.Peer.As<IMcpServer>(), cancellationToken))
            : await Toolbox.CallAsync(parameters.Name, parameters.Arguments, context, cancellationToken);
        return new CallToolResult { Content = [new TextContent { Text = answer.Text }], IsError = answer.IsError ? true : null };
    }

    private static async ValueTask<string> AskAsync(IMcpServer client, CancellationToken cancellationToken)
    {
        CreateMessageResult answer = await client.CreateMessageAsync(
            new CreateMessageRequestParams
            {
                MaxTokens = 10,
                Messages = [new SamplingMessage { Role = Role.User, Content = new TextContent { Text = "How are you?" } }],
            },
            cancellationToken: cancellationToken);
        return ((TextContent)answer.Content).Text;
    }
}
