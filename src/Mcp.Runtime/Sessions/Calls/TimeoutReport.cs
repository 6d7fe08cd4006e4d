using System.Globalization;
using System.Text;
using Mcp.Transports;

namespace Mcp.Sessions;

/// <summary>What a call that was not written yet waits for.</summary>
internal enum WaitsFor
{
    /// <summary>A connection.</summary>
    Connection,

    /// <summary>One of the slots of the requests in flight.</summary>
    Slot,

    /// <summary>Room in what the connection holds.</summary>
    Room,

    /// <summary>The end of the handshake.</summary>
    Handshake,

    /// <summary>The list of tools, which tells the headers that the server misses.</summary>
    Headers,
}

/// <summary>Says why a call ran out of time: how far it came, for how long, and whether the peer was heard of meanwhile.</summary>
internal static class TimeoutReport
{
    public static McpTimeoutException Of(PendingCall call, CallState reached, long now, WaitsFor waitsFor)
    {
        TimeProvider time = call.Time;
        IConnection? connection = call.Session?.Connection;
        McpTimeoutPhase phase = PhaseOf(call, reached, connection, time);
        TimeSpan limit = phase == McpTimeoutPhase.Total && call.Router.MaxRequestTime > call.TimeLimit ? call.Router.MaxRequestTime : call.TimeLimit;
        TimeSpan? silence = connection is { LastReadAt: >= 0 and long read } ? time.GetElapsedTime(read, now) : null;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"'{call.Method.Label}' ");
        if (reached == CallState.Sent)
            AppendSent(text, call, phase, connection!, time, now);
        else
            AppendWaiting(text, reached == CallState.Queued ? WaitsFor.Room : waitsFor, call, limit);
        if (silence is { } quiet)
            text.Append(CultureInfo.InvariantCulture, $" The last bytes from the peer came {Seconds(quiet)} ago.");
        text.Append(' ').Append(AdviceFor(phase));
        return new McpTimeoutException(phase, limit, text.ToString())
        {
            Method = call.Method.Name,
            Disposition = reached == CallState.Sent || call.EarlierLegSent ? McpDisposition.Sent : McpDisposition.NotSent,
            Elapsed = time.GetElapsedTime(call.Began, now),
            Silence = silence,
        };
    }

    private static McpTimeoutPhase PhaseOf(PendingCall call, CallState reached, IConnection? connection, TimeProvider time)
    {
        if (call.Method == Handshake.Initialize || call.Method == Handshake.Discover)
            return McpTimeoutPhase.Negotiate;
        if (reached != CallState.Sent)
            return McpTimeoutPhase.Queue;
        // When it left is known to a tenth of a second, so this takes in what was written just before; that did not get an answer either.
        if (connection!.WritingSince != long.MaxValue && time.GetElapsedTime(call.SentAt, connection.WritingSince) <= Scheduling.Sweeper.Period)
            return McpTimeoutPhase.Write;
        // Nothing but progress moves the one towards the other.
        return call.Deadline == call.HardDeadline && call.Router.MaxRequestTime > call.TimeLimit ? McpTimeoutPhase.Total : McpTimeoutPhase.Response;
    }

    private static void AppendSent(StringBuilder text, PendingCall call, McpTimeoutPhase phase, IConnection connection, TimeProvider time, long now)
    {
        if (phase == McpTimeoutPhase.Write)
            text.Append(CultureInfo.InvariantCulture, $"is still being written: the peer has not taken it for {Seconds(time.GetElapsedTime(connection.WritingSince, now))}.");
        else
            text.Append(CultureInfo.InvariantCulture, $"was sent {Seconds(time.GetElapsedTime(call.SentAt, now))} ago and not answered{(phase == McpTimeoutPhase.Total ? ", though progress came" : "")}.");
    }

    private static void AppendWaiting(StringBuilder text, WaitsFor waitsFor, PendingCall call, TimeSpan limit)
    {
        text.Append(CultureInfo.InvariantCulture, $"was not sent within {Seconds(limit)}: ");
        switch (waitsFor)
        {
            case WaitsFor.Connection:
                text.Append("there was no connection.");
                break;
            case WaitsFor.Handshake:
                text.Append("the handshake is not over, and nothing but pings may be sent before.");
                break;
            case WaitsFor.Headers:
                text.Append("the server wants headers that its list of tools tells, and that list did not come.");
                break;
            case WaitsFor.Slot:
                text.Append("as many requests as McpLimits.MaxInFlight allows were waiting for their answers.");
                break;
            default:
                long bytes = call.Session?.Connection.Room.Bytes ?? 0;
                text.Append(CultureInfo.InvariantCulture, $"the peer does not take what is sent (McpLimits.OutboundBytes{(bytes > 0 ? $"; {bytes} bytes are waiting" : "")}).");
                break;
        }
    }

    private static string AdviceFor(McpTimeoutPhase phase) => phase switch
    {
        McpTimeoutPhase.Negotiate => "Is it an MCP server, and does it write nothing but messages to its output? The limit is McpClientOptions.NegotiateTimeout.",
        McpTimeoutPhase.Total => "The limit is McpClientOptions.MaxRequestTime.",
        _ => "Raise McpCallOptions.Timeout if the work takes longer.",
    };

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.###} s");
}
