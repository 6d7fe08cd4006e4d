namespace Mcp.Sessions;

/// <summary>Where a call stands. Exactly one of answer, deadline, caller's token and loss moves it to <see cref="Settled"/>.</summary>
internal enum CallState : byte
{
    /// <summary>Not in use.</summary>
    Idle,

    /// <summary>Waits for a connection or for a slot.</summary>
    Waiting,

    /// <summary>Its frame is being written; nobody else may touch it, a wish to cancel is noted.</summary>
    Encoding,

    /// <summary>Its frame waits to be sent.</summary>
    Queued,

    /// <summary>Its frame may have reached the peer.</summary>
    Sent,

    /// <summary>Its leg is over.</summary>
    Settled,
}

/// <summary>How a leg of a call ended.</summary>
internal enum LegOutcome : byte
{
    None,
    Result,
    RemoteError,
    Cancelled,
    TimedOut,
    Lost,
    Failed,
}

/// <summary>One leg of a call: the version tells it from the call's other legs and from later uses of the same object.</summary>
internal readonly record struct CallLeg(PendingCall Call, long Version);
