using Mcp.Diagnostics;
using Mcp.Scheduling;
using Mcp.Sessions;

namespace Mcp.Resilience;

/// <summary>What becomes of a call that was lost.</summary>
internal sealed partial class ConnectionSupervisor
{
    private readonly RateLimit _budgetLog;
    private RetryBudget _budget = new(10);
    private RetryPolicy _retries = new(McpToolRetry.Never, 3, 10);

    public RetryPolicy Retries
    {
        get => _retries;
        init
        {
            _retries = value;
            _budget = new RetryBudget(value.Budget);
        }
    }

    /// <summary>Asks the server whether a tool may be called twice.</summary>
    public Func<string, McpToolRetry, CancellationToken, ValueTask<bool>>? ToolHints { get; set; }

    public void OnEnded(PendingCall call)
    {
        if (call.Outcome == LegOutcome.Result)
            _budget.OnSuccess();
        else if (call.Outcome == LegOutcome.TimedOut && call.Disposition == McpDisposition.Sent)
            _heartbeat?.OnTimedOut(call.TimeLimit);
    }

    public bool TryRecover(PendingCall call)
    {
        if (RetryRule.IsFreshStart(call.Retry, call.Disposition, Services.Time.GetElapsedTime(call.SentAt)))
            call.Reissues = 0;
        (McpRetry retry, bool asksServer) = _retries.Of(call);
        if (IsClosing || !_reconnect.Enabled || !RetryRule.MaySendAgain(retry, call.Disposition, call.Reissues, _retries.MaxRetries))
            return false;
        // Where requests are exchanges, one can be lost while the connection lives: asking again at once would only hammer the server.
        bool alone = call.Session is { HasEnded: false };
        if (call.Failure is { IsTransient: false } && (alone || !RetryRule.IsInnocent(retry, call.Disposition)))
            return false;
        TimeSpan delay = alone ? Backoff.Delay(call.Reissues, _reconnect, Services.Random.NextDouble(), (call.Failure as McpConnectionException)?.Close.RetryAfter) : TimeSpan.Zero;
        // Nobody watches the deadline during the delay, and an error that is known now is worth more than a timeout later.
        if (alone && call.Deadline != long.MaxValue && Services.Time.GetElapsedTime(Services.Time.GetTimestamp(), call.Deadline) <= delay)
            return false;
        if (RetryRule.IsCosting(retry, call.Disposition) && !MaySpend(call))
            return false;
        call.Reissues++;
        if (asksServer && call.Disposition != McpDisposition.NotSent)
            _ = SubmitIfHintedAsync(call, call.Failure, delay);
        else
            SendAgain(call, alone, delay);
        return true;
    }

    private bool MaySpend(PendingCall call)
    {
        if (_budget.TrySpend())
            return true;
        if (_budgetLog.TryEnter(out long suppressed))
            Log.RetryBudgetExhausted(Services.Log, call.Method.Label, suppressed);
        return false;
    }

    private void SendAgain(PendingCall call, bool alone, TimeSpan delay)
    {
        NoteRetry(call);
        // Not simply here: the call may be a pool's, and go on over another connection. From the next line on it may be over at any moment.
        ICallRouter router = call.Router;
        CallLeg leg = call.BeginNextLeg();
        if (alone)
            _ = SubmitLaterAsync(router, leg, delay);
        else
            router.Submit(leg);
    }

    private void NoteRetry(PendingCall call)
    {
        Log.Retried(Services.Log, call.Method.Label);
        call.OnRetry();
        Telemetry.Retries.Add(1, new KeyValuePair<string, object?>(TelemetryTags.Method, call.Method.Name));
    }

    /// <summary>The server is asked on the next connection what it says of the tool; until then the call is between two legs, and its caller may still give it up.</summary>
    private async Task SubmitIfHintedAsync(PendingCall call, McpException? loss, TimeSpan delay)
    {
        string? tool = call.ReadName();
        ICallRouter router = call.Router;
        CallLeg leg = call.BeginNextLeg();
        if (tool is not null && await IsHintedAsync(tool).ConfigureAwait(false))
        {
            Log.Retried(Services.Log, leg.Call.Method.Label);
            Telemetry.Retries.Add(1, new KeyValuePair<string, object?>(TelemetryTags.Method, MethodNames.CallTool));
            await SubmitLaterAsync(router, leg, delay).ConfigureAwait(false);
        }
        else
        {
            leg.Call.TrySettle(leg.Version, LegOutcome.Failed, loss);
        }
    }

    private async ValueTask<bool> IsHintedAsync(string tool)
    {
        try
        {
            return ToolHints is { } hints && await hints(tool, _retries.Tools, _closing.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The client is closing: nothing is sent again.
            return false;
        }
    }

    private async Task SubmitLaterAsync(ICallRouter router, CallLeg leg, TimeSpan delay)
    {
        try
        {
            await Pause.ForAsync(Services.Time, Services.Scheduler, delay, _closing.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The client is closing: submitting tells the leg so.
        }

        router.Submit(leg);
    }
}
