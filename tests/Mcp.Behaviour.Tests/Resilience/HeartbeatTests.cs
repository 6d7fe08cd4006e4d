using System.Diagnostics;
using System.Globalization;
using Mcp.Behaviour.Tests.Faults.Kit;
using Mcp.Behaviour.Tests.Resilience.Kit;
using Mcp.Options;

namespace Mcp.Behaviour.Tests.Resilience;

/// <summary>Servers that are silent: busy, stopped, or asleep together with this process.</summary>
public sealed class HeartbeatTests
{
    private const int HeartbeatMissed = 1300;
    private const int PeerDead = 1301;

    private static readonly McpNotificationMethod<bool> Go = new("notifications/go", null);

    private readonly SteppedClock _clock = new();

    [Fact]
    public async Task A_server_that_answers_pings_is_left_alone_and_one_that_is_spoken_to_is_not_even_asked()
    {
        await using var child = new FaultChild("serve");
        await child.ConnectAsync(configure: options => options.TimeProvider = _clock);

        Pass(29);
        await child.EchoAsync("still here");
        Pass(29);
        Assert.DoesNotContain("ping", child.Journal.Methods(1));
        Pass(1);
        await WhenAsync(() => child.Journal.Methods(1).Contains("ping"));
        await WhenAsync(() => child.Client.InFlight == 0);
        Pass(20);

        Assert.Equal(McpClientState.Ready, child.Client.State);
        Assert.Equal(0, child.Log.Count(HeartbeatMissed));
        await child.TheNextCallWorksAsync();
    }

    [Fact]
    [Trait("Row", "22")]
    public async Task A_server_that_is_busy_with_a_call_is_degraded_and_never_killed()
    {
        await using var child = new FaultChild("""serve --until tools/call; expect notifications/go; reply-id 1025 '{"content":[{"type":"text","text":"special"}]}'; serve""");
        await child.ConnectAsync(configure: options =>
        {
            options.TimeProvider = _clock;
            options.RequestTimeout = Timeout.InfiniteTimeSpan;
        });
        var states = new StateLog(child.Client);
        Task<McpToolResult> call = child.CallAsync();

        Pass(600);
        await states.WhenAsync(McpClientState.Degraded);
        Assert.InRange(child.Log.Count(HeartbeatMissed), 2, 60);
        await child.Client.NotifyAsync(Go, true);
        await call;
        Pass(1);

        await states.WhenAsync(McpClientState.Ready, 2);
        Assert.Equal((1, 0), (child.Journal.Lives, child.Log.Count(PeerDead)));
        await child.TheNextCallWorksAsync();
    }

    [Fact]
    [Trait("Row", "21")]
    public async Task A_server_that_is_stopped_is_degraded_then_dead_and_a_new_one_takes_its_place()
    {
        await using var child = new FaultChild("serve");
        await child.ConnectAsync(configure: options => options.TimeProvider = _clock);
        var states = new StateLog(child.Client);
        await StopAsync(child.ProcessIds[0]);
        Task<McpToolResult> call = child.CallAsync();

        Pass(45);
        await states.WhenAsync(McpClientState.Degraded);
        Pass(16);
        McpTimeoutException late = await Assert.ThrowsAsync<McpTimeoutException>(() => call);
        Assert.Equal(McpDisposition.Sent, late.Disposition);
        Assert.True(ChildClient.IsAlive(child.ProcessIds[0]));
        Pass(70);
        await states.WhenAsync(McpClientState.Backoff);
        await Guard.Soon(child.Client.ReconnectAsync());

        McpCloseInfo close = states.Seen.First(change => change.To == McpClientState.Backoff).Close!;
        Assert.Equal((McpCloseReason.Unresponsive, 128 + 9), (close.Reason, close.ExitCode));
        Assert.Equal(1, child.Log.Count(PeerDead));
        Assert.False(ChildClient.IsAlive(child.ProcessIds[0]));
        await child.TheNextCallWorksAsync();
    }

    [Fact]
    [Trait("Row", "21")]
    public async Task An_idle_server_that_is_stopped_is_dead_after_two_pings()
    {
        await using var child = new FaultChild("serve");
        await child.ConnectAsync(configure: options => options.TimeProvider = _clock);
        var states = new StateLog(child.Client);
        await StopAsync(child.ProcessIds[0]);

        Pass(49);
        Assert.Equal(McpClientState.Ready, child.Client.State);
        Pass(10);
        await states.WhenAsync(McpClientState.Backoff);
        await Guard.Soon(child.Client.ReconnectAsync());

        Assert.Contains("2 pings were not answered", states.Seen.First(change => change.To == McpClientState.Backoff).Close!.Detail, StringComparison.Ordinal);
        await child.TheNextCallWorksAsync();
    }

    [Fact]
    [Trait("Row", "52")]
    public async Task An_hour_asleep_is_no_silence_of_the_servers()
    {
        await using var child = new FaultChild("serve");
        await child.ConnectAsync(configure: options => options.TimeProvider = _clock);

        for (int i = 0; i < 5; i++)
        {
            // Longer than everything that would make it dead, and never looked at in time.
            _clock.Pass(TimeSpan.FromHours(1));
            _clock.Pass(TimeSpan.FromSeconds(1));
        }

        Pass(29);
        await WhenAsync(() => child.Client.InFlight == 0);
        Assert.Equal((McpClientState.Ready, 0), (child.Client.State, child.Log.Count(HeartbeatMissed)));
        await child.TheNextCallWorksAsync();
    }

    [Theory]
    [InlineData("2026-07-28", 30)]
    [InlineData("2025-03-26", 0)]
    public async Task No_ping_is_sent_where_there_is_none_or_nobody_wants_it(string revision, int interval)
    {
        await using var child = new FaultChild("serve");
        await child.ConnectAsync(revision, options =>
        {
            options.TimeProvider = _clock;
            options.Heartbeat.Interval = interval == 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(interval);
        });

        Pass(300);

        await child.TheNextCallWorksAsync();
        Assert.DoesNotContain("ping", child.Journal.Methods(1));
    }

    [Fact]
    public async Task All_clients_of_a_clock_share_one_timer()
    {
        await using var first = new FaultChild("serve");
        await using var second = new FaultChild("serve");
        McpClient one = await first.ConnectAsync(configure: options => options.TimeProvider = _clock);
        McpClient two = await second.ConnectAsync(configure: options => options.TimeProvider = _clock);

        RuntimeServices services = McpClient.ServicesFor(_clock, null, new McpLimits());
        Assert.True(services.Sweeper.Slow.IsArmed);
        await one.DisposeAsync();
        Pass(1);
        Assert.True(services.Sweeper.Slow.IsArmed);
        await two.DisposeAsync();
        Pass(1);
        Assert.False(services.Sweeper.Slow.IsArmed);
    }

    private void Pass(int seconds)
    {
        for (int i = 0; i < seconds; i++)
            _clock.Pass(TimeSpan.FromSeconds(1));
    }

    /// <summary>Waits for what another process or thread is about to do, without a limit of its own: the runner's is the guard.</summary>
    private static Task WhenAsync(Func<bool> seen) => Guard.Soon(Task.Run(async () =>
    {
        while (!seen())
            await Task.Yield();
    }));

    private static async Task StopAsync(int processId)
    {
        using Process kill = Process.Start("kill", ["-STOP", processId.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }
}
