using System.Text.Json;
using Mcp;

namespace QuickStart;

/// <summary>What works with any server: list its tools, describe them, call <c>echo</c> if there is one.</summary>
internal static class ForeignServer
{
    public static async Task<int> RunAsync(string command, string[] arguments)
    {
        await using McpClient client = await McpClient.ConnectAsync(McpTransport.Stdio(command, arguments));
        Console.WriteLine($"connected   {client.ServerInfo.Name} {client.ServerInfo.Version}, revision {client.NegotiatedVersion}");
        List<McpTool> tools = await client.ListToolsAsync().ToListAsync();
        foreach (McpTool tool in tools)
            Console.WriteLine($"tool        {tool.Name}({string.Join(", ", ParametersOf(tool))}): {FirstLine(tool.Description)}");
        if (tools.Any(tool => tool.Name == "echo"))
        {
            McpToolResult result = await client.CallToolAsync("echo", McpJson.Parse("""{"message":"hello"}"""));
            Console.WriteLine($"echo        {result.Text}");
        }

        return 0;
    }

    private static IEnumerable<string> ParametersOf(McpTool tool) =>
        tool.InputSchema.TryGetProperty("properties", out McpJson properties) && properties.Kind == JsonValueKind.Object
            ? properties.ToJsonElement().EnumerateObject().Select(property => property.Name)
            : [];

    private static string FirstLine(string? text) => (text ?? "").Split('\n')[0];
}
