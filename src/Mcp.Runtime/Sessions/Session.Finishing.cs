using Mcp.Transports;

namespace Mcp.Sessions;

/// <summary>What happens when the peer has said its last word and still listens: its requests are answered, ours cannot be any more.</summary>
internal sealed partial class Session
{
    /// <summary>A handler that heeds its token needs no longer than this to end.</summary>
    private static readonly TimeSpan CancelWait = TimeSpan.FromMilliseconds(250);

    private volatile bool _inputEnded;

    /// <summary>Whether no answer to a request of ours can come.</summary>
    private bool IsDeaf => HasEnded || _inputEnded;

    public async Task<bool> FinishAsync(TimeSpan limit, Task hurry)
    {
        _inputEnded = true;
        LoseOwnRequests(CloseInfo);
        foreach (InboundRequest request in _served.Values)
        {
            // Nothing but its cancel ends a subscription, and none can come.
            if (request.Method == MethodNames.Listen)
                request.Cancel();
        }

        Task idle = _admission.WhenIdle();
        await BoundedWait.ForAsync(Task.WhenAny(idle, hurry), limit, Services.Time).ConfigureAwait(false);
        if (idle.IsCompleted)
            return true;
        CancelServed();
        await BoundedWait.ForAsync(idle, CancelWait, Services.Time).ConfigureAwait(false);
        return false;
    }

    private void LoseOwnRequests(McpCloseInfo close)
    {
        foreach (CallLeg leg in _slots.Snapshot())
        {
            if (leg.Call.Session == this)
                LoseLeg(leg, close);
        }

        AdmitWaiting();
        while (_waitingForGate.TryTake(out CallLeg leg))
            LoseLeg(leg, close);
    }
}
