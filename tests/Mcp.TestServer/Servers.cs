namespace Mcp.TestServer;

/// <summary>The server over the generated handler interfaces of three revisions.</summary>
internal static class Servers
{
    public static McpServer Create() => new(new McpServerOptions
    {
        ServerName = "test-server",
        Handlers =
        {
            Mcp.V2026_07_28.McpHandlers.Bind(new Server2026()),
            Mcp.V2025_03_26.McpHandlers.Bind(new Server2025()),
            Mcp.V2024_11_05.McpHandlers.Bind(new Server2024()),
        },
    });
}
