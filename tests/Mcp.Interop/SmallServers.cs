namespace Mcp.Interop;

/// <summary>The official filesystem, memory and sequential-thinking servers: a list and a call or two each.</summary>
internal sealed class SmallServers(Report report, string modules)
{
    public async Task RunAsync()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("mcp-interop-");
        try
        {
            await FilesystemAsync(folder.FullName);
            await MemoryAsync(folder.FullName);
            await ThinkingAsync();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task FilesystemAsync(string folder)
    {
        string file = Path.Combine(folder, "note.txt");
        await using Peer peer = await Peer.ConnectAsync(McpRevision.V2025_06_18, Program("server-filesystem", folder));
        await CheckListAsync("filesystem", peer, "read_text_file");
        await report.CheckAsync("filesystem", "writes and reads a file", async () =>
        {
            await peer.ToolAsync("write_file", $$"""{"path":{{McpJson.FromString(file)}},"content":"written over MCP"}""");
            return await File.ReadAllTextAsync(file) == "written over MCP"
                && (await peer.ToolAsync("read_text_file", $$"""{"path":{{McpJson.FromString(file)}}}""")).Has("written over MCP");
        });
        await report.CheckAsync("filesystem", "refuses what lies outside", async () => (await peer.ToolAsync("read_text_file", """{"path":"/etc/hostname"}""")).Has("\"isError\":true"));
    }

    private async Task MemoryAsync(string folder)
    {
        McpStdioOptions options = Program("server-memory");
        options.EnvironmentVariables["MEMORY_FILE_PATH"] = Path.Combine(folder, "memory.jsonl");
        await using Peer peer = await Peer.ConnectAsync(McpRevision.V2025_06_18, options);
        await CheckListAsync("memory", peer, "create_entities");
        await report.CheckAsync("memory", "remembers an entity", async () =>
        {
            await peer.ToolAsync("create_entities", """{"entities":[{"name":"Ada","entityType":"person","observations":["counts"]}]}""");
            return (await peer.ToolAsync("read_graph")).Has("Ada");
        });
    }

    private async Task ThinkingAsync()
    {
        await using Peer peer = await Peer.ConnectAsync(McpRevision.V2025_06_18, Program("server-sequential-thinking"));
        await CheckListAsync("sequential-thinking", peer, "sequentialthinking");
        await report.CheckAsync("sequential-thinking", "thinks", async () =>
            (await peer.ToolAsync("sequentialthinking", """{"thought":"one","nextThoughtNeeded":false,"thoughtNumber":1,"totalThoughts":1}""")).Has("thoughtHistoryLength"));
    }

    private Task CheckListAsync(string server, Peer peer, string tool) =>
        report.CheckAsync(server, "tools/list", async () => (await peer.Client.ListToolsAsync().ToListAsync()).Exists(listed => listed.Name == tool));

    private McpStdioOptions Program(string package, params string[] arguments) =>
        new() { Command = "node", Arguments = [Path.Combine(modules, "@modelcontextprotocol", package, "dist", "index.js"), .. arguments] };
}
