using Mcp;
using Mcp.TestServer;

// A well-behaved server over the generated handler interfaces of three revisions. Tests start it as a real child process.
var server = new McpServer(new McpServerOptions
{
    ServerName = "test-server",
    Handlers =
    {
        Mcp.V2026_07_28.McpHandlers.Bind(new Server2026()),
        Mcp.V2025_03_26.McpHandlers.Bind(new Server2025()),
        Mcp.V2024_11_05.McpHandlers.Bind(new Server2024()),
    },
});
McpCloseInfo end = await server.ServeStdioAsync();
return end.Reason == McpCloseReason.PeerClosed ? 0 : 1;
