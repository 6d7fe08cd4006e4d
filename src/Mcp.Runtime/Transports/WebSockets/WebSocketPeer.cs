using System.Net.WebSockets;
using Mcp.Options;

namespace Mcp.Transports.WebSockets;

/// <summary>Who is at the other end of a WebSocket: told goodbye with a status, and asked for its own.</summary>
internal sealed class WebSocketPeer(WebSocket socket, WebSocketCloseStatus goodbye, TimeProvider time) : StreamPeer
{
    private static readonly TimeSpan CloseWait = TimeSpan.FromSeconds(1);

    /// <summary>The connection over an open socket, which it owns from now on.</summary>
    /// <param name="services">Memory, limits, clock.</param>
    /// <param name="socket">An open socket.</param>
    /// <param name="goodbye">The status of an end that is meant: a client is done, a server goes away.</param>
    public static StreamConnection Connect(RuntimeServices services, WebSocket socket, WebSocketCloseStatus goodbye) => new(
        services,
        new MessageSource(socket, services.Buffers, services.Limits.MaxFrameBytes),
        new MessageOutput(socket),
        framesGoAlone: true,
        new WebSocketPeer(socket, goodbye, services.Time));

    public override async Task LeaveAsync(Task inputEnded)
    {
        await SayAsync(goodbye).ConfigureAwait(false);
        await BoundedWait.ForAsync(inputEnded, CloseWait, time).ConfigureAwait(false);
    }

    public override void Kill() => socket.Abort();

    public override async ValueTask<McpCloseInfo> FinishAsync(McpCloseInfo close)
    {
        WebSocketCloseStatus? status = socket.CloseStatus;
        if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            await SayAsync(WebSocketEnds.Answer(close.Reason, status, goodbye)).ConfigureAwait(false);
        McpCloseInfo end = WebSocketEnds.Describe(close, status, socket.CloseStatusDescription);
        socket.Abort();
        socket.Dispose();
        return end;
    }

    /// <summary>Bounded, and nothing depends on it: a peer that does not read is left all the same.</summary>
    private Task<bool> SayAsync(WebSocketCloseStatus status) => BoundedWait.ForAsync(CloseOutputAsync(status), CloseWait, time);

    private async Task CloseOutputAsync(WebSocketCloseStatus status)
    {
        try
        {
            await socket.CloseOutputAsync(status, null, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // It has ended meanwhile, or its last write has failed.
        }
    }
}
