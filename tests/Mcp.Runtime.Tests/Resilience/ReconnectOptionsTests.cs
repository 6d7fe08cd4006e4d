using Mcp.Buffers;
using Mcp.Runtime.Tests.Kit;

namespace Mcp.Runtime.Tests.Resilience;

public sealed class ReconnectOptionsTests
{
    public static TheoryData<string, object, Action<McpClientOptions>> Wrong => new()
    {
        { "MaxAttempts", 0, options => options.Reconnect.MaxAttempts = 0 },
        { "BackoffBase", TimeSpan.FromSeconds(-1), options => options.Reconnect.BackoffBase = TimeSpan.FromSeconds(-1) },
        { "BackoffMax", TimeSpan.FromMilliseconds(1), options => options.Reconnect.BackoffMax = TimeSpan.FromMilliseconds(1) },
        { "StableAfter", TimeSpan.FromSeconds(-1), options => options.Reconnect.StableAfter = TimeSpan.FromSeconds(-1) },
        { "FaultedCooldown", TimeSpan.FromSeconds(-2), options => options.Reconnect.FaultedCooldown = TimeSpan.FromSeconds(-2) },
        { "CrashLoopExits", 0, options => options.Reconnect.CrashLoopExits = 0 },
        { "QueueWhileDisconnected", -1, options => options.Reconnect.QueueWhileDisconnected = -1 },
        { "QueueWhileDisconnected", 1_000_001, options => options.Reconnect.QueueWhileDisconnected = 1_000_001 },
        { "MaxRetries", -1, options => options.MaxRetries = -1 },
        { "RetryBudget", 1_000_001, options => options.RetryBudget = 1_000_001 },
        { "Drain", TimeSpan.FromSeconds(11), options => options.Drain = TimeSpan.FromSeconds(11) },
        { "Interval", TimeSpan.Zero, options => options.Heartbeat.Interval = TimeSpan.Zero },
        { "Timeout", TimeSpan.Zero, options => options.Heartbeat.Timeout = TimeSpan.Zero },
        { "Misses", 0, options => options.Heartbeat.Misses = 0 },
        { "ToolRetry", (McpToolRetry)9, options => options.ToolRetry = (McpToolRetry)9 },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_is_out_of_range_is_named_with_its_value(string option, object value, Action<McpClientOptions> set)
    {
        var options = new McpClientOptions();
        set(options);

        var error = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() =>
            McpClient.ConnectAsync(new McpServer(new McpServerOptions()).AsTransport(), options, TestServices.With(BufferPool.Shared)).AsTask());

        Assert.Equal(value, error.ActualValue);
        Assert.Contains(option, error.Message, StringComparison.Ordinal);
    }
}
