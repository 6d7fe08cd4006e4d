using Mcp.Behaviour.Tests.Kit;
using Mcp.Behaviour.Tests.Simulation;
using Mcp.Options;
using Mcp.Scheduling;
using Mcp.Sessions;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mcp.Behaviour.Tests.Sessions;

/// <summary>A call alone, led by hand through states that a run reaches only in the moment between two instructions.</summary>
public sealed class PendingCallTests
{
    private readonly HandRouter _router = new();

    [Theory]
    [InlineData(LegOutcome.Lost)]
    [InlineData(LegOutcome.TimedOut)]
    [InlineData(LegOutcome.Result)]
    internal void What_ends_a_call_while_its_frame_is_written_does_not_pass_for_a_cancel_by_its_caller(LegOutcome outcome)
    {
        (ValueTask<McpJson> task, CallLeg leg) = Start();
        Assert.True(leg.Call.TryBeginEncoding(leg.Version));

        Assert.False(leg.Call.TrySettle(leg.Version, outcome));

        Assert.True(leg.Call.TryFinishEncoding(leg.Version));
        Assert.False(task.IsCompleted);
    }

    [Fact]
    public async Task A_cancel_while_the_frame_is_written_counts_when_it_is_finished()
    {
        using var cancel = new CancellationTokenSource();
        (ValueTask<McpJson> task, CallLeg leg) = Start(cancellationToken: cancel.Token);
        Assert.True(leg.Call.TryBeginEncoding(leg.Version));

        cancel.Cancel();

        Assert.False(leg.Call.TryFinishEncoding(leg.Version));
        _router.RunAll();
        OperationCanceledException error = await Assert.ThrowsAsync<OperationCanceledException>(async () => await task);
        Assert.Equal(cancel.Token, error.CancellationToken);
    }

    [Fact]
    public void Progress_after_a_long_wait_for_a_person_does_not_end_the_call()
    {
        (_, CallLeg first) = Start(new McpCallOptions { Progress = new Recorder() });
        Assert.True(first.Call.TrySettle(first.Version, LegOutcome.Result));
        CallLeg second = first.Call.BeginNextLeg();
        _router.Clock.After(TimeSpan.FromHours(1), static () => { });
        Assert.True(_router.Clock.TryAdvance());

        second.Call.PrepareLeg(second.Version, []);
        second.Call.OnProgress(second.Version, new McpProgress(1, null, null));

        Assert.True(second.Call.Deadline > _router.Clock.GetTimestamp());
    }

    [Fact]
    public void A_last_leg_that_was_not_sent_does_not_undo_an_earlier_one_that_was()
    {
        (_, CallLeg first) = Start();
        Assert.True(first.Call.TryBeginEncoding(first.Version) && first.Call.TryFinishEncoding(first.Version) && first.Call.TryMarkSent(first.Version));
        Assert.True(first.Call.TrySettle(first.Version, LegOutcome.Result));
        CallLeg second = first.Call.BeginNextLeg();

        Assert.True(second.Call.TrySettle(second.Version, LegOutcome.Lost));

        Assert.Equal(McpDisposition.NotSent, second.Call.Disposition);
        Assert.Equal(McpDisposition.Sent, second.Call.Reached);
    }

    [Fact]
    public void A_time_limit_beyond_all_reason_is_not_over_at_once()
    {
        _router.Clock.After(TimeSpan.FromSeconds(1), static () => { });
        Assert.True(_router.Clock.TryAdvance());

        (_, CallLeg leg) = Start(new McpCallOptions { Timeout = TimeSpan.MaxValue });

        Assert.True(leg.Call.Deadline > _router.Clock.GetTimestamp() + TimeSpan.FromDays(3650).Ticks);
        Assert.True(leg.Call.HardDeadline >= leg.Call.Deadline);
    }

    [Fact]
    public void Without_a_limit_in_all_progress_always_extends_the_wait()
    {
        _router.MaxRequestTime = Timeout.InfiniteTimeSpan;
        (_, CallLeg leg) = Start();
        long before = leg.Call.Deadline;
        _router.Clock.After(TimeSpan.FromSeconds(30), static () => { });
        Assert.True(_router.Clock.TryAdvance());

        leg.Call.OnProgress(leg.Version, new McpProgress(1, null, null));

        Assert.Equal(before + TimeSpan.FromSeconds(30).Ticks, leg.Call.Deadline);
    }

    [Fact]
    public async Task A_call_that_found_no_connection_in_its_time_says_so()
    {
        var room = new WaitingLegs(static () => WaitsFor.Connection);
        (ValueTask<McpJson> task, CallLeg leg) = Start();
        room.Add(leg);

        room.Sweep(TimeSpan.FromSeconds(60).Ticks);

        _router.RunAll();
        McpTimeoutException error = await Assert.ThrowsAsync<McpTimeoutException>(async () => await task);
        Assert.Equal((McpTimeoutPhase.Queue, McpDisposition.NotSent, null), (error.Phase, error.Disposition, error.Silence));
        Assert.Contains("no connection", error.Message, StringComparison.Ordinal);
    }

    // It is asked where nobody could catch what it threw.
    [Theory]
    [InlineData("""{"code":-32020,"message":"x"}""", -32020)]
    [InlineData("""{"code":1.5,"message":"x"}""", null)]
    [InlineData("""{"code":99999999999,"message":"x"}""", null)]
    [InlineData("""{"\ud800a":1,"code":1}""", 1)]
    [InlineData("""{"code":"\ud800"}""", null)]
    [InlineData("5", null)]
    public void An_error_of_no_proper_form_has_no_code(string error, int? code) =>
        Assert.Equal(code, CallErrors.TryReadCode(System.Text.Encoding.UTF8.GetBytes(error)));

    private (ValueTask<McpJson> Task, CallLeg Leg) Start(McpCallOptions options = default, CancellationToken cancellationToken = default)
    {
        var method = new McpMethod<McpJson, McpJson>("tools/list", RawHandlers.Write, McpJson.Read);
        ValueTask<McpJson> task = PendingCall<McpJson, McpJson>.Start(_router, _router.Services, method, McpJson.EmptyObject, options, cancellationToken);
        return (task, _router.Submitted!.Value);
    }

    /// <summary>Keeps what is submitted, for the test to lead.</summary>
    private sealed class HandRouter : ICallRouter
    {
        private readonly SimScheduler _scheduler = new(new Random(1));

        public HandRouter() => Services = new RuntimeServices { Scheduler = _scheduler, Time = Clock, Sweeper = new Sweeper(Clock), Log = NullLogger.Instance };

        public SimClock Clock { get; } = new();

        public RuntimeServices Services { get; }

        public CallLeg? Submitted { get; private set; }

        public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(60);

        public TimeSpan MaxRequestTime { get; set; } = TimeSpan.FromMinutes(10);

        public void Submit(CallLeg leg) => Submitted = leg;

        public bool TryRecover(PendingCall call) => false;

        public void RunAll()
        {
            while (_scheduler.TryRunOne())
            {
            }
        }
    }
}
