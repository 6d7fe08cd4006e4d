namespace Mcp.TestServer;

/// <summary>The server over the generated handler interfaces of each revision, and over raw JSON for what the typed ones leave out.</summary>
internal static class Servers
{
    /// <summary>One over raw JSON alone, the same in every revision.</summary>
    public static McpServer CreateNeutral() => new(new McpServerOptions { ServerName = "test-server", Handlers = { new NeutralServer().Table() } });

    public static McpServer Create() => new(new McpServerOptions
    {
        ServerName = "test-server",
        ProtocolVersions = { McpRevision.V2026_07_28, McpRevision.V2025_11_25, McpRevision.V2025_06_18, McpRevision.V2025_03_26, McpRevision.V2024_11_05 },
        Handlers =
        {
            Mcp.V2026_07_28.McpHandlers.Bind(new Server2026()),
            Mcp.V2025_11_25.McpHandlers.Bind(new Server202511()),
            Mcp.V2025_06_18.McpHandlers.Bind(new Server202506()),
            Mcp.V2025_03_26.McpHandlers.Bind(new Server2025()),
            Mcp.V2024_11_05.McpHandlers.Bind(new Server2024()),
            new NeutralServer().Table(),
        },
    });
}
