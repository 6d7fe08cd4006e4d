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

    // It is asked where nobody could catch what it threw.
    [Theory]
    [InlineData("""{"code":-32020,"message":"x"}""", -32020)]
    [InlineData("""{"code":1.5,"message":"x"}""", null)]
    [InlineData("""{"code":99999999999,"message":"x"}""", null)]
    [InlineData("""{"\ud800a":1,"code":1}""", null)]
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
