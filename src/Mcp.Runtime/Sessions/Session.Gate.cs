namespace Mcp.Sessions;

/// <summary>
/// What must not be sent before the handshake is over. A request waits for that, within its own deadline: the peer is one message away from
/// opening, and where messages overtake each other (HTTP) its first request may be here before that message, through no fault of the
/// handler that asks back. A notification is dropped: nobody can have subscribed to anything yet.
/// </summary>
internal sealed partial class Session
{
    /// <summary>The handshake is over: sends what waited for it.</summary>
    public void OpenGate()
    {
        while (_waitingForGate.TryTake(out CallLeg leg))
            Submit(leg);
    }

    private void KeepUntilOpen(CallLeg leg)
    {
        string method = leg.Call.Method.Name;
        // From here on the call may be over, and in its next use, at any moment.
        if (!leg.Call.TryReturnToWaiting(leg.Version))
            return;
        _waitingForGate.Add(leg);
        Services.Sweeper.Arm();
        _admission.OnAwaitingPeer();
        // Whoever opened the gate, or ended the session, between the look and the queue has not seen it there.
        if (IsDeaf)
        {
            while (_waitingForGate.TryTake(out CallLeg late))
                LoseLeg(late, CloseInfo);
        }
        else if (!Era.HoldsBack(method))
        {
            OpenGate();
        }
    }
}
