using System.Text.RegularExpressions;

namespace Mcp.Behaviour.Tests.Neutral;

/// <summary>docs/dynamic.md and docs/pins.md: their snippets stand here, run here, and stand there as they are here.</summary>
public sealed class DocumentationTests
{
    [Fact]
    public async Task The_snippets_of_the_page_on_dynamic_use_work()
    {
        var options = new McpClientOptions();
        options.OnSampling(async (request, context, cancellationToken) =>
                McpSamplingResponse.FromText(await AskModelAsync(context.PeerName, request.Messages, cancellationToken), "my-model"))
            .OnRoots((context, cancellationToken) => ValueTask.FromResult<IReadOnlyList<McpRoot>>([new McpRoot("file:///home/ada/project")]))
            .OnElicitation((request, context, cancellationToken) => ValueTask.FromResult(McpElicitationResponse.Decline));
        options.CallObserver = McpWireLog.To(Console.Error);
        var server = new McpServer(new McpServerOptions { Handlers = { new TestServer.NeutralServer().Table() } });
        await using McpClient client = await McpClient.ConnectAsync(server.AsTransport(), options);
        Assert.Equal(("hi", 50), await CallAsync(client));
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            McpCatalog catalog = await McpCatalog.CaptureAsync(client);
            await catalog.SaveAsync(path);
            bool unchanged = catalog.Equals(await McpCatalog.LoadAsync(path));
            Assert.True(unchanged);
        }
        finally
        {
            File.Delete(path);
        }

        var (listed, listedAgain) = (new TaskCompletionSource(), new TaskCompletionSource());
        Task watching = WatchAsync(client, listed, listedAgain);
        await Faults.Kit.Guard.Soon(listed.Task);
        await client.CallToolAsync("touch");
        await Faults.Kit.Guard.Soon(listedAgain.Task);
        await client.DisposeAsync();
        await Faults.Kit.Guard.Soon(watching);
    }

    [Fact]
    public async Task The_snippets_of_the_page_on_pins_work()
    {
        var server = new McpServer(new McpServerOptions { Handlers = { new TestServer.NeutralServer().Table() } });
        await using McpClient client = await McpClient.ConnectAsync(server.AsTransport());
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            McpCatalog catalog = await McpCatalog.CaptureAsync(client);
            await catalog.SaveAsync(path);
            await FailIfBrokenAsync(client, path);
            await File.WriteAllTextAsync(path, catalog.ToJson().Replace("\"name\": \"echo\"", "\"name\": \"gone\"", StringComparison.Ordinal));
            await Assert.ThrowsAsync<InvalidOperationException>(() => FailIfBrokenAsync(client, path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("docs/dynamic.md")]
    [InlineData("docs/pins.md")]
    public void The_page_shows_what_is_compiled(string file)
    {
        DirectoryInfo root = Root();
        string[] compiled = [.. File.ReadLines(Path.Combine(root.FullName, "tests/Mcp.Behaviour.Tests/Neutral/DocumentationTests.cs")).Select(line => line.Trim())];
        string page = File.ReadAllText(Path.Combine(root.FullName, file)).ReplaceLineEndings("\n");

        IEnumerable<string> shown = Regex.Matches(page, "```csharp\n(.*?)```", RegexOptions.Singleline).SelectMany(block => block.Groups[1].Value.Split('\n')).Select(line => line.Trim());

        Assert.NotEmpty(shown);
        Assert.Empty(shown.Except(compiled));
    }

    private static async Task FailIfBrokenAsync(McpClient client, string path)
    {
        McpCatalog pin = await McpCatalog.LoadAsync(path);
        McpCatalogChanges changes = McpCatalog.Compare(pin, await McpCatalog.CaptureAsync(client));
        if (changes.IsBreaking)
            throw new InvalidOperationException(changes.ToString());
    }

    private static async Task<(string Text, int Reports)> CallAsync(McpClient client)
    {
        await foreach (McpTool tool in client.ListToolsAsync())
            Console.WriteLine($"{tool.Name}: {tool.Description}");

        McpToolResult result = await client.CallToolAsync("echo", McpJson.Parse("""{"message":"hi"}"""), new McpCallOptions
        {
            Progress = McpProgress.Handler(progress => Console.WriteLine($"{progress.Progress} of {progress.Total}")),
        });
        foreach (McpContent part in result.Parts)
            Console.WriteLine(part.Kind == McpContentKind.Text ? part.Text : $"[{part.Type}]");
        var reports = new List<double>();
        await client.CallToolAsync("progress", options: new McpCallOptions { Progress = McpProgress.Handler(progress => reports.Add(progress.Progress)) });
        Assert.Equal(reports.Order(), reports);
        return (result.Text, reports.Count);
    }

    private static async Task WatchAsync(McpClient client, TaskCompletionSource listed, TaskCompletionSource listedAgain)
    {
        await using McpWatch<McpListChange> changes = await client.WatchListChangesAsync();
        List<McpTool> tools = await client.ListToolsAsync().ToListAsync();
        listed.SetResult();
        await foreach (McpListChange change in changes)
        {
            if (change == McpListChange.Tools)
                tools = await client.ListToolsAsync().ToListAsync();
            listedAgain.TrySetResult();
        }

        Assert.NotEmpty(tools);
    }

    private static ValueTask<string> AskModelAsync(string server, IReadOnlyList<McpSamplingMessage> messages, CancellationToken cancellationToken) =>
        ValueTask.FromResult($"{server} {messages.Count} {cancellationToken.IsCancellationRequested}");

    private static DirectoryInfo Root()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Mcp.Generated.sln")))
            root = root.Parent!;
        return root;
    }
}
