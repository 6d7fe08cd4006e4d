namespace Mcp.AotSmoke.Server;

/// <summary>The server of all checks: one logic behind the generated handler interfaces of three revisions.</summary>
internal static class SmokeServer
{
    /// <summary>Makes this program the server.</summary>
    public const string Argument = "serve";

    public static McpServer Create(Journal? journal = null)
    {
        var tools = new Tools(journal);
        return new McpServer(new McpServerOptions
        {
            ServerName = "smoke",
            ServerVersion = "1.0.0",
            Handlers =
            {
                V2024_11_05.McpHandlers.Bind(new Tools2024(tools)),
                V2025_03_26.McpHandlers.Bind(new Tools2025(tools)),
                V2026_07_28.McpHandlers.Bind(new Tools2026(tools)),
            },
        });
    }

    /// <summary>Serves standard input and output. With a folder, the server counts its lives there and waits at the gate of each but the first.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        Journal? journal = null;
        if (arguments is [string folder])
        {
            journal = Journal.BeginLife(folder);
            if (journal.Life > 1)
                await Gate.PassAsync(folder);
        }

        McpCloseInfo end = await Create(journal).ServeStdioAsync();
        return end.Reason == McpCloseReason.PeerClosed ? 0 : 1;
    }
}
