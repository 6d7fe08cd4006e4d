using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Mcp;

/// <summary>Why a connection ended.</summary>
public enum McpCloseReason
{
    /// <summary>This side closed it on purpose.</summary>
    ClientClosed,

    /// <summary>The peer ended the stream.</summary>
    PeerClosed,

    /// <summary>The server process exited.</summary>
    ProcessExited,

    /// <summary>The connection could not be opened.</summary>
    ConnectFailed,

    /// <summary>Reading or writing failed.</summary>
    IoError,

    /// <summary>The peer stopped reading: what was being written did not leave within <see cref="McpClientOptions.WriteTimeout"/>.</summary>
    WriteStalled,

    /// <summary>The peer sent a frame above the limit.</summary>
    FrameTooLarge,

    /// <summary>The peer broke the protocol in a way that leaves the stream unusable.</summary>
    ProtocolError,

    /// <summary>TLS could not be agreed on: a certificate that is not accepted, or a peer that does not speak it.</summary>
    SecureConnectionFailed,

    /// <summary>
    /// The peer vanished without a word: it answers neither what keeps a socket alive nor a ping, see <see cref="McpHeartbeatOptions"/>.
    /// </summary>
    PeerDead,
}

/// <summary>How a connection ended: everything known about it, as data and as text.</summary>
public sealed record McpCloseInfo(McpCloseReason Reason)
{
    /// <summary>The error that ended it, if one did.</summary>
    public Exception? Error { get; init; }

    /// <summary>The exit code of the server process; a signal counts as 128 + its number, as shells have it.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The last lines that the server process wrote to its standard error, oldest first.</summary>
    public IReadOnlyList<string> StandardErrorTail { get; init; } = [];

    /// <summary>The status of the HTTP response that ended the exchange.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>The status of the WebSocket close frame that the peer sent, for instance 1001.</summary>
    public int? WebSocketStatus { get; init; }

    /// <summary>What the socket said, if a socket failed.</summary>
    public SocketError? SocketError
    {
        get
        {
            for (Exception? cause = Error; cause is not null; cause = cause.InnerException)
            {
                if (cause is SocketException socket)
                    return socket.SocketErrorCode;
            }

            return null;
        }
    }

    /// <summary>One sentence more about it.</summary>
    public string? Detail { get; init; }

    /// <summary>Of a server: whether requests that it had accepted were cut off, because they took longer than its end may take.</summary>
    public bool WorkWasCutOff { get; init; }

    /// <summary>How long the server asked to be left alone (<c>Retry-After</c>, the <c>retry</c> of an event stream): no attempt comes sooner.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether a new attempt may succeed.</summary>
    public bool IsTransient { get; init; } = true;

    /// <summary>Whether the peer does not want this client at all, so that no further connection is tried by itself.</summary>
    internal bool IsFinal { get; init; }

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(Reason switch
        {
            McpCloseReason.ClientClosed => "The client was closed",
            McpCloseReason.PeerClosed => "The peer closed the connection",
            McpCloseReason.ProcessExited => "The server process exited",
            McpCloseReason.ConnectFailed => "The connection could not be opened",
            McpCloseReason.IoError => "The connection failed",
            McpCloseReason.WriteStalled => "The peer stopped reading",
            McpCloseReason.FrameTooLarge => "The peer sent a frame above the limit",
            McpCloseReason.SecureConnectionFailed => "A secure connection could not be established",
            McpCloseReason.PeerDead => "The peer is gone",
            _ => "The peer broke the protocol",
        });
        if (ExitCode is { } exitCode)
            text.Append(CultureInfo.InvariantCulture, $" with code {exitCode}");
        if (HttpStatus is { } status)
            text.Append(CultureInfo.InvariantCulture, $" (HTTP {status})");
        if (WebSocketStatus is { } webSocket)
            text.Append(CultureInfo.InvariantCulture, $" (WebSocket {webSocket})");
        if (Detail is not null)
            text.Append(": ").Append(Detail);
        else if (Error is not null)
            text.Append(": ").Append(Error.Message);
        text.Append('.');
        if (StandardErrorTail.Count > 0)
            text.Append(" Its last words on standard error: ").AppendJoin(" | ", StandardErrorTail);
        return text.ToString();
    }
}
