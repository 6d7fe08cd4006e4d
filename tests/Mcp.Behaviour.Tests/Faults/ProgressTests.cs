using Mcp.Behaviour.Tests.Faults.Kit;
using Mcp.Behaviour.Tests.Kit;

namespace Mcp.Behaviour.Tests.Faults;

/// <summary>Progress from a real process, one by one and in a batch.</summary>
public sealed class ProgressTests
{
    private const string Batch =
        """[{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":$id,"progress":1}},{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":$id,"progress":2}},{"jsonrpc":"2.0","id":$id,"result":{"content":[{"type":"text","text":"batched"}]}}]""";

    [Theory]
    [InlineData("2024-11-05")]
    [InlineData("2025-03-26")]
    [InlineData("2026-07-28")]
    public async Task Progress_comes_in_order_and_before_its_result(string revision)
    {
        await using var child = new FaultChild("serve");
        McpClient client = await child.ConnectAsync(revision);
        var seen = new Recorder();

        await Guard.Soon(client.CallToolAsync("count", McpJson.Parse("""{"to":50}"""), new McpCallOptions { Progress = seen }));

        Assert.Equal(Enumerable.Range(1, 50).Select(i => (double)i), seen.Values);
        await child.TheNextCallWorksAsync();
    }

    [Fact]
    public async Task Fifty_reports_come_in_order_before_each_of_a_thousand_results()
    {
        await using var child = new FaultChild("serve");
        McpClient client = await child.ConnectAsync();
        double[] expected = [.. Enumerable.Range(1, 50).Select(i => (double)i)];

        for (int round = 0; round < 100; round++)
        {
            Recorder[] seen = [.. Enumerable.Range(0, 10).Select(_ => new Recorder())];
            // Looked at the moment the result is there: what came after it would be missing.
            await Task.WhenAll(seen.Select(async recorder =>
            {
                McpToolResult result = await Guard.Soon(client.CallToolAsync("count", McpJson.Parse("""{"to":50}"""), new McpCallOptions { Progress = recorder }));
                Assert.Equal("50", result.Text);
                Assert.Equal(expected, recorder.Values);
            }));
        }

        await child.TheNextCallWorksAsync();
    }

    [Fact]
    public async Task A_batch_is_read_in_its_order_where_the_revision_has_batches()
    {
        await using var child = new FaultChild($"serve --until tools/call; send '{Batch}'; serve");
        await child.ConnectAsync("2025-03-26");
        var seen = new Recorder();

        McpToolResult result = await child.CallAsync(options: new McpCallOptions { Progress = seen });

        Assert.Equal("batched", result.Text);
        Assert.Equal([1, 2], seen.Values);
        await child.TheNextCallWorksAsync();
    }

    [Fact]
    public async Task A_batch_is_no_message_where_the_revision_has_none()
    {
        await using var child = new FaultChild($"serve --until tools/call; send '{Batch}'; reply; serve");
        await child.ConnectAsync("2024-11-05");
        var seen = new Recorder();

        McpToolResult result = await child.CallAsync(options: new McpCallOptions { Progress = seen });

        Assert.Equal("special", result.Text);
        Assert.Empty(seen.Values);
        Assert.Equal(1, child.Log.Count(EventLog.FrameRejected));
        await child.TheNextCallWorksAsync();
    }
}
