using System.Text.Json;

namespace Mcp.Conformance.Client;

/// <summary>What each scenario wants called.</summary>
internal static class Scenarios
{
    public static async Task RunAsync(string scenario, string? context, McpClient client)
    {
        IReadOnlyList<McpTool> tools = await client.ListToolsAsync().ToListAsync();
        switch (scenario)
        {
            case "tools_call":
                await client.CallToolAsync("add_numbers", McpJson.Parse("""{"a":5,"b":3}"""));
                break;
            case "elicitation-sep1034-client-defaults":
                await client.CallToolAsync("test_client_elicitation_defaults");
                break;
            case "sse-retry":
                await client.CallToolAsync("test_reconnection");
                break;
            case "json-schema-2020-12-preservation":
                // Back goes what the list brought: what a client drops of a schema is missed there.
                McpTool echo = tools.Single(tool => tool.Name == "json_schema_echo");
                await client.CallToolAsync(echo.Name, McpJson.Parse($$"""{"schema":{{tools.Single(tool => tool.Name != echo.Name).InputSchema}} }"""));
                break;
            default:
                await CallAsync(client, tools, context);
                break;
        }
    }

    /// <summary>The calls that the runner names, or each tool once.</summary>
    private static async Task CallAsync(McpClient client, IReadOnlyList<McpTool> tools, string? context)
    {
        if (context is not null && McpJson.Parse(context).TryGetProperty("toolCalls", out McpJson calls))
        {
            foreach (JsonElement call in calls.ToJsonElement().EnumerateArray())
                await client.CallToolAsync(call.GetProperty("name").GetString()!, McpJson.Parse(call.GetProperty("arguments").GetRawText()));
            return;
        }

        foreach (McpTool tool in tools)
        {
            try
            {
                await client.CallToolAsync(tool.Name);
            }
            catch (McpRemoteException refused)
            {
                // A tool may want arguments, or be there to be listed only.
                await Console.Error.WriteLineAsync(refused.Message);
            }
        }
    }
}
