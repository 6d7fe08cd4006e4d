namespace Mcp.Transports;

/// <summary>
/// One open way to a peer, for one life. It takes whole outgoing frames and hands whole incoming ones to its sink. A pipe sends many
/// frames in one write, an HTTP connection opens an exchange per frame; whoever holds it cannot tell, but for <see cref="HasExchanges"/>.
/// All members are thread-safe and none blocks.
/// </summary>
internal interface IConnection
{
    /// <summary>Whether each request is an exchange of its own, which can be closed alone.</summary>
    bool HasExchanges { get; }

    /// <summary>How much it holds that has not left yet. Whoever sends looks first, or waits afterwards.</summary>
    OutboundRoom Room => OutboundRoom.Endless;

    /// <summary>When something last came from the peer, or the connection was started, in ticks of the clock; −1: it cannot be told.</summary>
    long LastReadAt => -1;

    /// <summary>Since when the peer takes nothing of what is being written; <see cref="long.MaxValue"/>: nothing is held up.</summary>
    long WritingSince => long.MaxValue;

    /// <summary>Completes when the connection has ended and everything it held is free.</summary>
    Task<McpCloseInfo> Closed { get; }

    /// <summary>Starts reading. Called once, before anything is sent.</summary>
    void Start(IFrameSink sink);

    /// <summary>Takes a frame and its ownership. Frames leave in the order of the calls. On an ended connection the frame is dropped: the sink hears of the end.</summary>
    void Send(in OutboundFrame frame);

    /// <summary>Closes the exchange of one of our requests, if it has one of its own; otherwise does nothing.</summary>
    void Abandon(int requestId);

    /// <summary>Tells the connection what the handshake agreed on; HTTP repeats it in headers.</summary>
    void OnNegotiated(McpRevision revision);

    /// <summary>Sends what is queued, then ends the connection in the transport's polite way, within the transport's own time limits.</summary>
    Task CloseAsync();

    /// <summary>Ends the connection at once.</summary>
    void Abort(McpCloseInfo reason);
}

/// <summary>Where a connection delivers. Calls for one exchange, and all calls of a pipe, come in order and one at a time.</summary>
internal interface IFrameSink
{
    /// <summary>A frame came. The bytes are valid during the call only.</summary>
    void OnFrame(ReadOnlySpan<byte> frame);

    /// <summary>The first byte of this request is about to leave. <see langword="false"/>: it was given up meanwhile and must not leave.</summary>
    bool OnSending(int requestId);

    /// <summary>There is room again where there was none. Called by whoever writes: it must not send.</summary>
    void OnRoom()
    {
    }

    /// <summary>The exchange of this request ended without its answer; the connection goes on.</summary>
    void OnExchangeFailed(int requestId, McpException error);

    /// <summary>Something that is no frame came and was dropped: a banner line, a frame of the wrong type.</summary>
    void OnNoise(string what);

    /// <summary>The connection ended. Comes once and last.</summary>
    void OnClosed(McpCloseInfo close);
}
