namespace Mcp;

/// <summary>What a call was waiting for when its time ran out.</summary>
public enum McpTimeoutPhase
{
    /// <summary>Opening the connection.</summary>
    Connect,

    /// <summary>The handshake or the discovery of the server.</summary>
    Negotiate,

    /// <summary>A connection, a free slot or room in what the connection holds; the request was not sent.</summary>
    Queue,

    /// <summary>The peer's taking of the request, which was being written: parts of it may have arrived.</summary>
    Write,

    /// <summary>The peer's answer.</summary>
    Response,

    /// <summary>The peer's answer; progress had extended the wait up to the absolute limit.</summary>
    Total,
}

/// <summary>A call or a connection attempt ran out of time. The peer was told to stop where the protocol allows it.</summary>
public sealed class McpTimeoutException : McpException
{
    /// <summary>Creates the error.</summary>
    public McpTimeoutException(McpTimeoutPhase phase, TimeSpan limit, string message)
        : base(message, null)
    {
        Phase = phase;
        Limit = limit;
    }

    /// <inheritdoc/>
    public override bool IsTransient => true;

    /// <summary>What was being waited for.</summary>
    public McpTimeoutPhase Phase { get; }

    /// <summary>The limit that was reached.</summary>
    public TimeSpan Limit { get; }

    /// <summary>How long the call had taken in all when it was given up.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>How long nothing had come from the peer; <see langword="null"/> where there was no connection.</summary>
    public TimeSpan? Silence { get; init; }
}
