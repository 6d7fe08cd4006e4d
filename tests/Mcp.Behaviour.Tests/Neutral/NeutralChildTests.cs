using System.Diagnostics;
using Mcp.Behaviour.Tests.Faults.Kit;

namespace Mcp.Behaviour.Tests.Neutral;

/// <summary>The dynamic calls, the watches and the handlers over a real process.</summary>
public sealed class NeutralChildTests
{
    [Fact]
    public async Task All_of_it_works_over_a_process_and_goes_on_with_the_next_one()
    {
        await using var child = new TestServerChild("--neutral");
        McpClient client = await child.ConnectAsync("2025-11-25", options =>
            options.OnRoots((context, _) => ValueTask.FromResult<IReadOnlyList<McpRoot>>([new McpRoot("file:///" + context.PeerName)])));
        await using McpWatch<string> watch = await Guard.Soon(client.WatchResourceAsync("demo://a"));

        McpCatalog before = await Guard.Soon(McpCatalog.CaptureAsync(client));
        McpToolResult roots = await Guard.Soon(client.CallToolAsync("ask", McpJson.Parse("""{"method":"roots/list","params":{}}""")));
        McpCompletion completion = await Guard.Soon(client.CompletePromptAsync("greet", "who", "A"));
        await Guard.Soon(client.PingAsync().AsTask());
        using (Process server = Process.GetProcessById(child.ProcessIds[0]))
            server.Kill();

        await using IAsyncEnumerator<string> changes = watch.GetAsyncEnumerator();
        Assert.Equal("demo://a", await NeutralClient.NextAsync(changes));
        await Guard.Soon(client.CallToolAsync("touch", McpJson.Parse("""{"uri":"demo://a/b"}""")));
        Assert.Equal("demo://a/b", await NeutralClient.NextAsync(changes));
        Assert.Equal(before, await Guard.Soon(McpCatalog.CaptureAsync(client)));
        Assert.Equal("""{"roots":[{"uri":"file:///test-server"}]}""", roots.Text);
        Assert.Equal("who", completion.Values[2]);
        Assert.Equal(2, child.ProcessIds.Count);
    }
}
