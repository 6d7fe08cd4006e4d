using Mcp.Diagnostics;
using Mcp.Scheduling;
using Mcp.Sessions;

namespace Mcp.Resilience;

/// <summary>What becomes of a call that was lost.</summary>
internal sealed partial class ConnectionSupervisor
{
    public bool TryRecover(PendingCall call)
    {
        if (RetryRule.IsFreshStart(call.Method.Retry, call.Disposition, Services.Time.GetElapsedTime(call.SentAt)))
            call.Reissues = 0;
        if (IsClosing || !_reconnect.Enabled || !RetryRule.MaySendAgain(call.Method.Retry, call.Disposition, call.Reissues))
            return false;
        // Where requests are exchanges, one can be lost while the connection lives: asking again at once would only hammer the server.
        bool alone = call.Session is { HasEnded: false };
        if (call.Failure is { IsTransient: false } && (alone || !RetryRule.IsInnocent(call.Method.Retry, call.Disposition)))
            return false;
        TimeSpan delay = alone ? Backoff.Delay(call.Reissues, _reconnect, Services.Random.NextDouble()) : TimeSpan.Zero;
        // Nobody watches the deadline during the delay, and an error that is known now is worth more than a timeout later.
        if (alone && call.Deadline != long.MaxValue && Services.Time.GetElapsedTime(Services.Time.GetTimestamp(), call.Deadline) <= delay)
            return false;
        call.Reissues++;
        Log.Retried(Services.Log, call.Method.Name);
        call.OnRetry();
        Telemetry.Retries.Add(1, new KeyValuePair<string, object?>(TelemetryTags.Method, call.Method.Name));
        // Not simply here: the call may be a pool's, and go on over another connection. From the next line on it may be over at any moment.
        ICallRouter router = call.Router;
        CallLeg leg = call.BeginNextLeg();
        if (alone)
            _ = SubmitLaterAsync(router, leg, delay);
        else
            router.Submit(leg);
        return true;
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
