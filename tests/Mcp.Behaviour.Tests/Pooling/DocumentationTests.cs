using System.Text.RegularExpressions;
using Mcp.TestServer;

namespace Mcp.Behaviour.Tests.Pooling;

/// <summary>docs/pools-and-groups.md: its snippets stand here, run here, and stand there as they are here.</summary>
public sealed class DocumentationTests
{
    [Fact]
    public async Task The_snippets_on_pools_work()
    {
        McpTransport transport = Neutral();
        await using McpClientPool pool = await McpClientPool.ConnectAsync(transport, new McpClientOptions(), new McpPoolOptions { Min = 2, Max = 8 });
        McpToolResult result = await pool.CallToolAsync("echo", McpJson.Parse("""{"message":"hi"}"""));
        await pool.CallToolAsync("echo", McpJson.Parse("""{"message":"mine"}"""), new McpCallOptions { Affinity = "user-17" });

        Assert.Equal(("hi", 2), (result.Text, pool.Size));
    }

    [Fact]
    public async Task The_snippets_on_groups_work()
    {
        (McpTransport weather, McpTransport files, McpTransport more) = (Neutral(), Neutral(), Neutral());
        var patient = new McpClientOptions { RequestTimeout = TimeSpan.FromMinutes(2) };
        await using McpClientGroup group = await McpClientGroup.ConnectAsync(
        [
            new McpGroupServer("weather", weather),
            new McpGroupServer("files", files) { Options = patient, Pool = new McpPoolOptions { Max = 4 } },
        ]);
        await foreach (McpGroupItem<McpTool> tool in group.ListToolsAsync().OnFailure(failure => Console.WriteLine($"{failure.Server}: {failure.Error.Message}")))
            Console.WriteLine($"{tool.Name}: {tool.Value.Description}");
        McpToolResult answer = await group.CallToolAsync("weather__echo", McpJson.Parse("""{"message":"hi"}"""));
        Assert.Equal("hi", answer.Text);
        foreach (McpGroupMember member in group.Members)
            Console.WriteLine($"{member.Name}: {member.State} {member.Error?.Message}");
        McpCaller added = await group.AddAsync("more", more);
        await added.CallToolAsync("touch");
        await group.RemoveAsync("more");
        Assert.Equal(["weather", "files"], group.Members.Select(member => member.Name));
    }

    [Fact]
    public void The_page_shows_what_is_compiled()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Mcp.Generated.sln")))
            root = root.Parent!;
        string[] compiled = [.. File.ReadLines(Path.Combine(root.FullName, "tests/Mcp.Behaviour.Tests/Pooling/DocumentationTests.cs")).Select(line => line.Trim())];
        string page = File.ReadAllText(Path.Combine(root.FullName, "docs/pools-and-groups.md")).ReplaceLineEndings("\n");

        IEnumerable<string> shown = Regex.Matches(page, "```csharp\n(.*?)```", RegexOptions.Singleline).SelectMany(block => block.Groups[1].Value.Split('\n')).Select(line => line.Trim());

        Assert.NotEmpty(shown);
        Assert.Empty(shown.Except(compiled));
    }

    private static McpTransport Neutral() => new McpServer(new McpServerOptions { Handlers = { new NeutralServer().Table() } }).AsTransport();
}
