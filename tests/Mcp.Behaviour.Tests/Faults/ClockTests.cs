using Mcp.Behaviour.Tests.Faults.Kit;

namespace Mcp.Behaviour.Tests.Faults;

/// <summary>A computer that slept, a date that was set, a pool that had no thread: what is late is not therefore lost.</summary>
[Collection(nameof(ClockTests))]
public sealed class ClockTests
{
    private const string Held = "serve --until tools/call; expect notifications/go; reply; serve";

    private static readonly McpNotificationMethod<bool> Go = new("notifications/go", null);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    [Fact]
    [Trait("Row", "52")]
    public async Task An_hour_asleep_does_not_time_out_a_call_whose_answer_comes_on_waking()
    {
        var clock = new SteppedClock();
        await using var child = new FaultChild(Held);
        McpClient client = await child.ConnectAsync(configure: options => options.TimeProvider = clock);
        Task<McpToolResult> call = child.CallAsync();

        clock.Pass(TimeSpan.FromHours(1));
        await client.NotifyAsync(Go, true);

        Assert.Equal("special", (await call).Text);
        clock.Pass(Tick);
        await child.TheNextCallWorksAsync();
    }

    [Fact]
    [Trait("Row", "52")]
    public async Task A_date_that_is_set_times_nothing_out()
    {
        var clock = new SteppedClock();
        await using var child = new FaultChild(Held);
        McpClient client = await child.ConnectAsync(configure: options => options.TimeProvider = clock);
        Task<McpToolResult> call = child.CallAsync();

        clock.SetCalendar(TimeSpan.FromDays(400));
        clock.Pass(Tick);
        clock.SetCalendar(TimeSpan.FromDays(-400));
        clock.Pass(Tick);
        await client.NotifyAsync(Go, true);

        Assert.Equal("special", (await call).Text);
        await child.TheNextCallWorksAsync();
    }

    [Fact]
    [Trait("Row", "52")]
    public async Task A_call_that_nobody_answers_times_out_all_the_same()
    {
        var clock = new SteppedClock();
        await using var child = new FaultChild("serve --until tools/call; serve");
        await child.ConnectAsync(configure: options => options.TimeProvider = clock);
        Task<McpToolResult> call = child.CallAsync();

        clock.Pass(TimeSpan.FromSeconds(61));
        clock.Pass(Tick);

        McpTimeoutException error = await Assert.ThrowsAsync<McpTimeoutException>(() => call);
        Assert.Equal((McpTimeoutPhase.Response, McpDisposition.Sent), (error.Phase, error.Disposition));
        await child.TheNextCallWorksAsync();
    }

    [Fact]
    [Trait("Row", "53")]
    public async Task A_pool_without_a_free_thread_makes_answers_late_and_not_wrong()
    {
        var clock = new SteppedClock();
        await using var child = new FaultChild("serve");
        await child.ConnectAsync(configure: options => options.TimeProvider = clock);
        using var starved = new ManualResetEventSlim();
        ThreadPool.GetMaxThreads(out int most, out _);
        var calls = new List<Task<string>>();
        for (int i = 0; i < Math.Min(most, 256); i++)
            ThreadPool.UnsafeQueueUserWorkItem(static gate => gate.Wait(), starved, preferLocal: false);
        try
        {
            for (int i = 0; i < 100; i++)
                calls.Add(child.EchoAsync($"call {i}"));
            clock.Pass(TimeSpan.FromSeconds(61));
        }
        finally
        {
            starved.Set();
        }

        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"call {i}"), await Task.WhenAll(calls));
        await child.TheNextCallWorksAsync();
    }
}

/// <summary>Whoever takes all threads of the pool must be alone.</summary>
[CollectionDefinition(nameof(ClockTests), DisableParallelization = true)]
public sealed class ClockCollection;
