using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace SideBySide.Official;

internal static class TwelveThings
{
    public static async Task<McpClient> StdioAsync()
    {
        // 1
        var client = await McpClient.CreateAsync(new StdioClientTransport(new StdioClientTransportOptions
        {
            Command = "npx",
            Arguments = ["-y", "@modelcontextprotocol/server-everything"],
        }));
        // end
        return client;
    }

    public static async Task<McpClient> HttpAsync()
    {
        // 2
        var client = await McpClient.CreateAsync(
            new HttpClientTransport(new HttpClientTransportOptions { Endpoint = new Uri("http://localhost:3001/mcp") }),
            new McpClientOptions { ProtocolVersion = "2025-06-18" });
        // end
        return client;
    }

    public static async Task ListAsync(McpClient client)
    {
        // 3
        IList<McpClientTool> tools = await client.ListToolsAsync();
        foreach (McpClientTool tool in tools)
            Console.WriteLine($"{tool.Name}: {tool.Description}");
        // end
    }

    public static async Task TextAsync(McpClient client)
    {
        // 4
        CallToolResult result = await client.CallToolAsync("echo", new Dictionary<string, object?> { ["message"] = "hi" });
        string text = string.Join("\n", result.Content.OfType<TextContentBlock>().Select(block => block.Text));
        // end
        Console.WriteLine(text);
    }

    public static async Task TypedAsync(McpClient client)
    {
        // 5
        CallToolResult result = await client.CallToolAsync("get-structured-content", new Dictionary<string, object?> { ["location"] = "Lisbon" });
        if (result.IsError == true || result.StructuredContent is not { } data)
            throw new InvalidOperationException("no weather");
        Weather weather = data.Deserialize(AppJson.Default.Weather)!;
        // end
        Console.WriteLine(weather);
    }

    public static async Task ProgressAsync(McpClient client)
    {
        // 6
        var progress = new Progress<ProgressNotificationValue>(report => Console.WriteLine($"{report.Progress} of {report.Total}"));
        await client.CallToolAsync("trigger-long-running-operation", new Dictionary<string, object?> { ["duration"] = 2, ["steps"] = 4 }, progress);
        // end
    }

    public static async Task TimeLimitAsync(McpClient client)
    {
        // 7
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            await client.CallToolAsync("trigger-long-running-operation", cancellationToken: limit.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
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
            CallToolResult result = await client.CallToolAsync("echo");
            if (result.IsError == true)
                Console.WriteLine("the tool failed");
        }
        catch (McpProtocolException error)
        {
            Console.WriteLine($"the server refused: {error.ErrorCode}");
        }
        catch (Exception error) when (error is IOException or HttpRequestException or McpException)
        {
            Console.WriteLine("the connection is gone, make a new client");
        }
        // end
    }

    public static McpClientOptions Questions()
    {
        // 9
        var options = new McpClientOptions
        {
            Handlers = new McpClientHandlers
            {
                ElicitationHandler = (request, cancellationToken) => ValueTask.FromResult(new ElicitResult
                {
                    Action = "accept",
                    Content = new Dictionary<string, JsonElement> { ["sure"] = JsonDocument.Parse("true").RootElement },
                }),
            },
        };
        // end
        return options;
    }

    public static async Task ResourceAsync(McpClient client)
    {
        // 10
        ReadResourceResult result = await client.ReadResourceAsync("demo://resource/static/document/architecture.md");
        string text = result.Contents.OfType<TextResourceContents>().First().Text;
        // end
        Console.WriteLine(text);
    }

    public static async Task PromptAsync(McpClient client)
    {
        // 11
        GetPromptResult prompt = await client.GetPromptAsync("args-prompt", new Dictionary<string, object?> { ["city"] = "Lisbon" });
        foreach (PromptMessage message in prompt.Messages)
            Console.WriteLine($"{message.Role}: {(message.Content as TextContentBlock)?.Text}");
        // end
    }

    public static async Task ChangesAsync(McpClient client)
    {
        // 12
        await using IAsyncDisposable changes = client.RegisterNotificationHandler(
            NotificationMethods.ToolListChangedNotification,
            async (notification, cancellationToken) => Console.WriteLine($"{(await client.ListToolsAsync(cancellationToken: cancellationToken)).Count} tools now"));
        // end
    }
}
