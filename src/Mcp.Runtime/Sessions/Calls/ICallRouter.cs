using Mcp.Wire;

namespace Mcp.Sessions;

/// <summary>Where calls are sent and who decides what a failed leg means.</summary>
internal interface ICallRouter
{
    /// <summary>How long a call waits for its answer when it does not say so itself.</summary>
    TimeSpan RequestTimeout { get; }

    /// <summary>How long a call may take in all, however much progress it reports.</summary>
    TimeSpan MaxRequestTime { get; }

    /// <summary>The request of the peer in whose course the calls are made, if any.</summary>
    PeerRequestId? Related => null;

    /// <summary>Sends a leg now, or keeps it until there is a way.</summary>
    void Submit(CallLeg leg);

    /// <summary>A leg failed. <see langword="true"/>: another one was begun, the call goes on.</summary>
    bool TryRecover(PendingCall call);

    /// <summary>A call is over, and its caller is about to hear so.</summary>
    void OnEnded(PendingCall call)
    {
    }
}
