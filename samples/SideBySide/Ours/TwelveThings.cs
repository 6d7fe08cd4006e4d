using Mcp;

namespace SideBySide.Ours;

internal static class TwelveThings
{
    public static async Task<McpClient> StdioAsync()
    {
        // 1
        var client = await McpClient.ConnectAsync(McpTransport.Stdio("npx", "-y", "@modelcontextprotocol/server-everything"));
        // end
        return client;
    }

    public static async Task<McpClient> HttpAsync()
    {
        // 2
        var client = await McpClient.ConnectAsync(
            McpTransport.Http(new Uri("http://localhost:3001/mcp")),
            new McpClientOptions { ProtocolVersions = { McpRevision.V2025_06_18 } });
        // end
        return client;
    }

    public static async Task ListAsync(McpClient client)
    {
        // 3
        await foreach (McpTool tool in client.ListToolsAsync())
            Console.WriteLine($"{tool.Name}: {tool.Description}");
        // end
    }

    public static async Task TextAsync(McpClient client)
    {
        // 4
        string text = await client.As<IEverything>().EchoAsync("hi");
        // end
        Console.WriteLine(text);
    }

    public static async Task TypedAsync(McpClient client)
    {
        // 5
        Weather weather = await client.As<IEverything>().WeatherAsync("Lisbon");
        // end
        Console.WriteLine(weather);
    }

    public static async Task ProgressAsync(McpClient client)
    {
        // 6
        var progress = McpProgress.Handler(report => Console.WriteLine($"{report.Progress} of {report.Total}"));
        await client.As<IEverything>().WaitAsync(duration: 2, steps: 4, progress);
        // end
    }

    public static async Task TimeLimitAsync(McpClient client)
    {
        // 7
        try
        {
            await client.CallToolAsync("trigger-long-running-operation", options: new McpCallOptions { Timeout = TimeSpan.FromSeconds(5) });
        }
        catch (McpTimeoutException)
        {
            Console.WriteLine("took too long");
        }
        // end
    }

    public static async Task FailuresAsync(McpClient client)
    {
        // 8
        try
        {
            await client.As<IEverything>().EchoAsync("hi");
        }
        catch (McpToolException error)
        {
            Console.WriteLine($"the tool failed: {error.Message}");
        }
        catch (McpRemoteException error)
        {
            Console.WriteLine($"the server refused: {error.Code}");
        }
        catch (McpConnectionException error)
        {
            Console.WriteLine($"{error.Close} The request was {error.Disposition}; the client reconnects by itself.");
        }
        // end
    }

    public static McpClientOptions Questions()
    {
        // 9
        var options = new McpClientOptions()
            .OnElicitation((request, context, cancellationToken) => ValueTask.FromResult(McpElicitationResponse.Accept(McpJson.Parse("""{"sure":true}"""))));
        // end
        return options;
    }

    public static async Task ResourceAsync(McpClient client)
    {
        // 10
        IReadOnlyList<McpResourceContents> contents = await client.ReadResourceAsync("demo://resource/static/document/architecture.md");
        string? text = contents[0].Text;
        // end
        Console.WriteLine(text);
    }

    public static async Task PromptAsync(McpClient client)
    {
        // 11
        McpPromptResult prompt = await client.GetPromptAsync("args-prompt", new Dictionary<string, string> { ["city"] = "Lisbon" });
        foreach (McpPromptMessage message in prompt.Messages)
            Console.WriteLine($"{message.Role}: {message.Content.Text}");
        // end
    }

    public static async Task ChangesAsync(McpClient client)
    {
        // 12
        await foreach (McpListChange change in await client.WatchListChangesAsync())
            Console.WriteLine($"{change}: {(await client.ListToolsAsync().ToListAsync()).Count} tools now");
        // end
    }
}
