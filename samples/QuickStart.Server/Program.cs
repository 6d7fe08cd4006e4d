using Mcp;
using QuickStart.Server;

var options = new McpServerOptions
{
    ServerName = "quickstart",
    ServerVersion = "1.0.0",
    Instructions = "Tools that show what a client does.",
    Handlers =
    {
        Mcp.V2025_03_26.McpHandlers.Bind(new Tools()),
        Mcp.V2025_03_26.McpHandlers.Bind(new Prompts()),
        Mcp.V2025_03_26.McpHandlers.Bind(new Reports()),
    },
};
McpCloseInfo end = await new McpServer(options).ServeStdioAsync();
return end is { Reason: McpCloseReason.PeerClosed or McpCloseReason.ClientClosed, WorkWasCutOff: false } ? 0 : 1;
