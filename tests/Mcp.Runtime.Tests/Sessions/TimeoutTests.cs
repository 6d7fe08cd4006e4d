using Mcp.Runtime.Tests.Kit;

namespace Mcp.Runtime.Tests.Sessions;

/// <summary>When a call runs out of time, and what its error tells.</summary>
public sealed class TimeoutTests
{
    [Fact]
    public async Task A_call_that_is_not_answered_ends_after_sixty_seconds()
    {
        using var hand = new HandSession();
        hand.Advance(5);
        Task<McpJson> call = hand.Call("x");
        hand.Advance(59.9);
        Assert.False(call.IsCompleted);

        hand.Advance(0.1);

        McpTimeoutException error = await Assert.ThrowsAsync<McpTimeoutException>(() => call);
        Assert.Equal((McpTimeoutPhase.Response, McpDisposition.Sent), (error.Phase, error.Disposition));
        Assert.Equal((60, 60, 65), (error.Limit.TotalSeconds, error.Elapsed.TotalSeconds, error.Silence!.Value.TotalSeconds));
        Assert.Contains("was sent 60 s ago and not answered. The last bytes from the peer came 65 s ago.", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("\"reason\":\"The caller's time ran out.\"}}", hand.Frames[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_error_tells_a_slow_peer_from_a_silent_one()
    {
        using var hand = new HandSession();
        Task<McpJson> call = hand.Call("x");
        hand.Advance(57);
        hand.Input.Feed("""{"jsonrpc":"2.0","method":"notifications/other"}""");
        hand.Advance(3);

        McpTimeoutException error = await Assert.ThrowsAsync<McpTimeoutException>(() => call);

        Assert.Equal(TimeSpan.FromSeconds(3), error.Silence);
    }

    [Fact]
    public async Task Progress_starts_the_wait_anew_up_to_the_limit_in_all()
    {
        using var hand = new HandSession();
        var seen = new List<double>();
        Task<McpJson> call = hand.Call("x", new McpCallOptions { Progress = new Receiver(seen) });
        for (int minute = 0; minute < 9; minute++)
        {
            hand.Advance(59);
            hand.Input.Feed($$$"""{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":1024,"progress":{{{minute}}} }}""");
            hand.Scheduler.RunAll();
        }

        for (int second = 0; second < 100 && !call.IsCompleted; second++)
        {
            hand.Input.Feed($$$"""{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":1024,"progress":{{{second + 10}}} }}""");
            hand.Advance(1);
        }

        McpTimeoutException error = await Assert.ThrowsAsync<McpTimeoutException>(() => call);
        Assert.Equal((McpTimeoutPhase.Total, 600, 600), (error.Phase, error.Limit.TotalSeconds, error.Elapsed.TotalSeconds));
        Assert.Contains("MaxRequestTime", error.Message, StringComparison.Ordinal);
        Assert.True(seen.Count > 60);
    }

    [Fact]
    public async Task Without_progress_the_callers_own_limit_counts()
    {
        using var hand = new HandSession();
        Task<McpJson> call = hand.Call("x", new McpCallOptions { Timeout = TimeSpan.FromSeconds(2), Progress = new Receiver([]) });

        hand.Advance(2);

        McpTimeoutException error = await Assert.ThrowsAsync<McpTimeoutException>(() => call);
        Assert.Equal((McpTimeoutPhase.Response, 2), (error.Phase, error.Limit.TotalSeconds));
    }

    [Fact]
    public async Task A_call_without_a_slot_says_so()
    {
        using var hand = new HandSession(maxInFlight: 1);
        _ = hand.Call("first", new McpCallOptions { Timeout = Timeout.InfiniteTimeSpan });
        Task<McpJson> waiting = hand.Call("second");

        hand.Advance(60);

        McpTimeoutException error = await Assert.ThrowsAsync<McpTimeoutException>(() => waiting);
        Assert.Equal((McpTimeoutPhase.Queue, McpDisposition.NotSent), (error.Phase, error.Disposition));
        Assert.Contains("MaxInFlight", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_the_peer_does_not_take_says_how_far_it_came()
    {
        using var hand = new HandSession(outboundBytes: 1024);
        hand.Output.IsOpen = false;
        var tenSeconds = new McpCallOptions { Timeout = TimeSpan.FromSeconds(10) };
        Task<McpJson> written = hand.Call("first", tenSeconds);
        Task<McpJson> queued = hand.Call(new string('a', 1024), tenSeconds);
        Task<McpJson> waiting = hand.Call("third", tenSeconds);

        hand.Advance(10);

        McpTimeoutException[] errors =
        [
            await Assert.ThrowsAsync<McpTimeoutException>(() => written),
            await Assert.ThrowsAsync<McpTimeoutException>(() => queued),
            await Assert.ThrowsAsync<McpTimeoutException>(() => waiting),
        ];
        Assert.Equal([McpTimeoutPhase.Write, McpTimeoutPhase.Queue, McpTimeoutPhase.Queue], errors.Select(error => error.Phase));
        Assert.Equal([McpDisposition.Sent, McpDisposition.NotSent, McpDisposition.NotSent], errors.Select(error => error.Disposition));
        Assert.Contains("has not taken it for 10 s", errors[0].Message, StringComparison.Ordinal);
        Assert.All(errors[1..], error => Assert.Contains("OutboundBytes", error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_call_that_left_before_the_write_that_hangs_waited_for_its_answer()
    {
        using var hand = new HandSession();
        Task<McpJson> sent = hand.Call("first", new McpCallOptions { Timeout = TimeSpan.FromSeconds(10) });
        hand.Advance(1);
        hand.Output.IsOpen = false;
        _ = hand.Call("second");

        hand.Advance(9);

        McpTimeoutException error = await Assert.ThrowsAsync<McpTimeoutException>(() => sent);
        Assert.Equal(McpTimeoutPhase.Response, error.Phase);
    }

    private sealed class Receiver(List<double> seen) : IProgress<McpProgress>
    {
        public void Report(McpProgress value) => seen.Add(value.Progress);
    }
}
