using Mcp.V2024_11_05;

namespace Mcp.AotSmoke.Server;

/// <summary>The tools in 2024-11-05.</summary>
internal sealed class Tools2024(Tools tools) : IToolsHandler
{
    public async ValueTask<ListToolsResult> ListToolsAsync(PaginatedRequestParams parameters, McpRequestContext context, CancellationToken cancellationToken)
    {
        var list = await tools.ListAsync(context, cancellationToken);
        return new ListToolsResult { Tools = [.. list.Select(tool => new Tool { Name = tool.Name, InputSchema = tool.Schema })] };
    }

    public async ValueTask<CallToolResult> CallToolAsync(CallToolRequestParams parameters, McpRequestContext context, CancellationToken cancellationToken) =>
        new() { Content = [new TextContent { Text = await tools.CallAsync(parameters.Name, parameters.Arguments, context, cancellationToken) }] };
}
