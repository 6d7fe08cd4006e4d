using Mcp.Behaviour.Tests.Faults.Kit;

namespace Mcp.Behaviour.Tests.Faults;

/// <summary>What a server does on standard error, and kin it leaves behind, must not touch its calls.</summary>
public sealed class StandardErrorTests
{
    [Fact]
    [Trait("Row", "23")]
    public async Task A_hundred_megabytes_without_a_line_feed_hold_nothing_up_and_are_not_kept()
    {
        await using var child = new FaultChild("serve --until tools/call; stderr-flood 100MiB; reply; serve --until tools/call; exit 3");
        await child.ConnectAsync();

        Assert.Equal("special", (await child.CallAsync()).Text);
        McpConnectionException lost = await Assert.ThrowsAsync<McpConnectionException>(() => child.CallAsync());

        Assert.Equal((McpCloseReason.ProcessExited, 3, McpDisposition.Sent), (lost.Close.Reason, lost.Close.ExitCode, lost.Disposition));
        Assert.InRange(lost.Close.StandardErrorTail.Sum(line => line.Length), 1, 16 * 1024);
        await child.TheNextCallWorksAsync();
    }

    [Fact]
    [Trait("Row", "24")]
    public async Task A_callback_that_throws_costs_nothing_but_itself()
    {
        int heard = 0;
        await using var child = new FaultChild("serve --until tools/call; stderr-lines 10; reply; serve --until tools/call; exit 3");
        child.Stdio.StandardErrorReceived = _ =>
        {
            Interlocked.Increment(ref heard);
            throw new InvalidOperationException("the callback is broken");
        };
        await child.ConnectAsync();

        Assert.Equal("special", (await child.CallAsync()).Text);
        McpConnectionException lost = await Assert.ThrowsAsync<McpConnectionException>(() => child.CallAsync());

        Assert.Equal(Enumerable.Range(1, 10).Select(i => $"line {i}"), lost.Close.StandardErrorTail);
        Assert.Equal((3, McpDisposition.Sent), (lost.Close.ExitCode, lost.Disposition));
        Assert.True(Volatile.Read(ref heard) > 0);
        await child.TheNextCallWorksAsync();
    }

    [Fact]
    [Trait("Row", "25")]
    public async Task A_grandchild_that_holds_the_output_open_does_not_hide_the_end_of_its_parent()
    {
        await using var child = new FaultChild("serve --until tools/call; grandchild 3600; exit 3");
        await child.ConnectAsync();

        McpConnectionException lost = await Assert.ThrowsAsync<McpConnectionException>(() => child.CallAsync());

        Assert.Equal((McpCloseReason.ProcessExited, 3, McpDisposition.Sent), (lost.Close.Reason, lost.Close.ExitCode, lost.Disposition));
        Assert.True(ChildClient.IsAlive(Assert.Single(child.Journal.Grandchildren)));
        await child.TheNextCallWorksAsync();
    }

    [Fact]
    [Trait("Row", "26")]
    public async Task A_server_that_ignores_every_request_to_end_is_killed_when_its_client_is_disposed()
    {
        await using var child = new FaultChild("ignore-stdin-close; ignore-term; serve");
        child.Stdio.StdinCloseWait = child.Stdio.TermWait = TimeSpan.FromMilliseconds(50);
        McpClient client = await child.ConnectAsync();
        await child.TheNextCallWorksAsync();

        await Guard.Soon(client.DisposeAsync().AsTask());

        Assert.False(ChildClient.IsAlive(child.ProcessIds[0]));
        McpConnectionException late = await Assert.ThrowsAsync<McpConnectionException>(() => child.CallAsync());
        Assert.Equal((McpCloseReason.ClientClosed, McpDisposition.NotSent), (late.Close.Reason, late.Disposition));
    }
}
