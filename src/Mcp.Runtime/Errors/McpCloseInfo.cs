using System.Globalization;
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

    /// <summary>Nothing came from the peer, and it answered no ping, see <see cref="McpHeartbeatOptions"/>.</summary>
    Unresponsive,
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

    /// <summary>One sentence more about it.</summary>
    public string? Detail { get; init; }

    /// <summary>Of a server: whether requests that it had accepted were cut off, because they took longer than its end may take.</summary>
    public bool WorkWasCutOff { get; init; }

    /// <summary>How long the server asked to be left alone (<c>Retry-After</c>, the <c>retry</c> of an event stream): no attempt comes sooner.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether a new attempt may succeed.</summary>
    public bool IsTransient { get; init; } = true;

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
            McpCloseReason.Unresponsive => "The peer does not answer",
            McpCloseReason.FrameTooLarge => "The peer sent a frame above the limit",
            _ => "The peer broke the protocol",
        });
        if (ExitCode is { } exitCode)
            text.Append(CultureInfo.InvariantCulture, $" with code {exitCode}");
        if (HttpStatus is { } status)
            text.Append(CultureInfo.InvariantCulture, $" (HTTP {status})");
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
