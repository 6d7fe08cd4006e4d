using Mcp.Resilience;

namespace Mcp.Runtime.Tests.Resilience;

public sealed class CrashLoopGuardTests
{
    [Fact]
    public void So_many_short_lives_in_a_row_are_a_loop_and_a_long_one_or_another_end_begins_anew()
    {
        var guard = new CrashLoopGuard(3);
        Assert.False(guard.IsLoop(McpCloseReason.ProcessExited, TimeSpan.FromSeconds(1.9)));
        Assert.False(guard.IsLoop(McpCloseReason.ProcessExited, TimeSpan.Zero));
        Assert.False(guard.IsLoop(McpCloseReason.ProcessExited, TimeSpan.FromSeconds(2)));
        Assert.False(guard.IsLoop(McpCloseReason.ProcessExited, TimeSpan.Zero));
        Assert.False(guard.IsLoop(McpCloseReason.ProcessExited, TimeSpan.Zero));
        Assert.False(guard.IsLoop(McpCloseReason.IoError, TimeSpan.Zero));
        Assert.False(guard.IsLoop(McpCloseReason.ProcessExited, TimeSpan.Zero));
        Assert.False(guard.IsLoop(McpCloseReason.ProcessExited, TimeSpan.Zero));
        Assert.True(guard.IsLoop(McpCloseReason.ProcessExited, TimeSpan.Zero));
    }
}
