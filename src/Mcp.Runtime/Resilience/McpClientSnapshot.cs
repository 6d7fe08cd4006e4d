namespace Mcp;

/// <summary>What a client knew of itself and its connection at one moment. The numbers are read one after the other while the client works on.</summary>
public sealed record McpClientSnapshot
{
    /// <summary>The state.</summary>
    public required McpClientState State { get; init; }

    /// <summary>Since when it is in that state, by the clock of the options.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>The revision that was negotiated last, and with it the era; <see langword="null"/> before the first handshake.</summary>
    public McpRevision? Revision { get; init; }

    /// <summary>How many requests were sent, or are about to be, and have no answer yet.</summary>
    public int InFlight { get; init; }

    /// <summary>How many calls wait: for a connection, for a slot of <see cref="McpLimits.MaxInFlight"/>, or for room in the connection.</summary>
    public int WaitingCalls { get; init; }

    /// <summary>How many bytes were handed to the connection and have not left.</summary>
    public long QueuedBytes { get; init; }

    /// <summary>How long ago something last came from the server; <see langword="null"/> without a connection.</summary>
    public TimeSpan? LastReadAge { get; init; }

    /// <summary>How long ago something was last handed to the connection; <see langword="null"/> without a connection, or when nothing was yet.</summary>
    public TimeSpan? LastWriteAge { get; init; }

    /// <summary>How many attempts to connect were made since the last connection that proved stable.</summary>
    public int Attempts { get; init; }

    /// <summary>How the last connection ended, or the last attempt failed; <see langword="null"/> when nothing did.</summary>
    public McpCloseInfo? LastClose { get; init; }
}
