using Mcp.Behaviour.Tests.Faults.Kit;
using Mcp.Behaviour.Tests.Kit;

namespace Mcp.Behaviour.Tests.Faults;

/// <summary>Messages cut small, joined, too long or too deep.</summary>
public sealed class FramingTests
{
    [Fact]
    [Trait("Row", "10")]
    public async Task Messages_that_come_byte_by_byte_are_read_as_if_they_came_whole()
    {
        await using var child = new FaultChild("chunk 1; serve");
        McpClient client = await child.ConnectAsync();
        var seen = new Recorder();

        List<McpTool> tools = await Guard.Soon(client.ListToolsAsync().ToListAsync());
        await Guard.Soon(client.CallToolAsync("count", McpJson.Parse("""{"to":5}"""), new McpCallOptions { Progress = seen }));

        Assert.Equal(["echo", "count"], tools.Select(tool => tool.Name));
        Assert.Equal([1, 2, 3, 4, 5], seen.Values);
        Assert.Equal("ümläut 🧀", await child.EchoAsync("ümläut 🧀"));
        await child.TheNextCallWorksAsync();
    }

    [Fact]
    [Trait("Row", "10")]
    public async Task Ten_thousand_messages_in_one_write_all_arrive_in_order()
    {
        const int Count = 10_000;
        await using var child = new FaultChild($"serve --until tools/call; flood {Count}; reply; serve");
        McpClient client = await child.ConnectAsync(configure: options => options.Limits.NotificationCapacity = Count);
        await using McpSubscription notifications = client.SubscribeToNotifications();

        McpToolResult result = await child.CallAsync();

        Assert.Equal("special", result.Text);
        int expected = 1;
        await foreach (McpNotification notification in notifications)
        {
            Assert.True(notification.Params.TryGetProperty("data", out McpJson data));
            Assert.Equal(expected, data.GetReader().ReadInt32());
            if (expected++ == Count)
                break;
        }

        await child.TheNextCallWorksAsync();
    }

    [Theory]
    [InlineData("big 17MiB", 16 * 1024 * 1024)]
    [InlineData("endless", 16 * 1024 * 1024)]
    [InlineData("endless", 64 * 1024)]
    [Trait("Row", "11")]
    public async Task A_line_above_the_limit_ends_the_connection_and_the_next_call_gets_a_new_one(string step, int limit)
    {
        await using var child = new FaultChild($"serve --until tools/call; {step}");
        await child.ConnectAsync(configure: options => options.Limits.MaxFrameBytes = limit);

        McpConnectionException error = await Assert.ThrowsAsync<McpConnectionException>(() => child.CallAsync());

        Assert.Equal((McpCloseReason.FrameTooLarge, McpDisposition.Sent), (error.Close.Reason, error.Disposition));
        Assert.Contains("MaxFrameBytes", error.Message, StringComparison.Ordinal);
        Assert.InRange(child.Buffers.Largest, 1, limit + (64 * 1024));
        await child.TheNextCallWorksAsync();
        Assert.Equal(2, child.Journal.Lives);
    }

    [Fact]
    public async Task A_line_just_below_the_limit_is_read()
    {
        await using var child = new FaultChild("serve --until tools/call; big 16MiB; reply; serve");
        McpClient client = await child.ConnectAsync();
        await using McpSubscription notifications = client.SubscribeToNotifications();

        McpToolResult result = await child.CallAsync();

        Assert.Equal("special", result.Text);
        await foreach (McpNotification notification in notifications)
        {
            Assert.Equal("notifications/big", notification.Method);
            break;
        }

        await child.TheNextCallWorksAsync();
        Assert.Equal(1, child.Journal.Lives);
    }

    [Theory]
    [InlineData("2025-03-26")]
    [InlineData("2026-07-28")]
    [Trait("Row", "12")]
    public async Task A_notification_nested_too_deeply_is_passed_over(string revision)
    {
        await using var child = new FaultChild("serve --until tools/call; deep 10000; reply; serve");
        await child.ConnectAsync(revision);

        McpToolResult result = await child.CallAsync();

        Assert.Equal("special", result.Text);
        Assert.Equal(1, child.Log.Count(EventLog.FrameRejected));
        await child.TheNextCallWorksAsync();
        Assert.Equal(1, child.Journal.Lives);
    }

    [Fact]
    [Trait("Row", "12")]
    public async Task A_result_nested_too_deeply_fails_its_call_at_once()
    {
        string deep = new string('[', 10_000) + new string(']', 10_000);
        await using var child = new FaultChild($$"""serve --until tools/call; reply '{"content":{{deep}}}'; serve""");
        await child.ConnectAsync();

        McpProtocolException error = await Assert.ThrowsAsync<McpProtocolException>(() => child.CallAsync());

        Assert.Equal((McpDisposition.Sent, "tools/call"), (error.Disposition, error.Method));
        await child.TheNextCallWorksAsync();
        Assert.Equal(1, child.Journal.Lives);
    }
}
