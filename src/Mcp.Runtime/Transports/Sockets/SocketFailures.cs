using System.Net.Sockets;

namespace Mcp.Transports.Sockets;

/// <summary>What a socket's error means. Pure.</summary>
internal static class SocketFailures
{
    /// <summary>A connection that was not opened.</summary>
    public static McpConnectionException Connect(string where, Exception error)
    {
        var close = new McpCloseInfo(McpCloseReason.ConnectFailed) { Error = error };
        return Error(close with { Detail = Say(where, close.SocketError, error) });
    }

    public static string Say(string where, SocketError? said, Exception error) => said switch
    {
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => $"{where}: the name cannot be resolved ({said})",
        { } => $"{where} does not answer ({said}): {Root(error).Message.TrimEnd('.')}",
        _ => $"{where} cannot be reached: {error.Message.TrimEnd('.')}",
    };

    /// <summary>The end of a connection that stood.</summary>
    public static McpCloseInfo Describe(McpCloseInfo close)
    {
        if (close is not { Reason: McpCloseReason.IoError, Error: { } error })
            return close;
        return close.SocketError switch
        {
            SocketError.TimedOut => close with { Reason = McpCloseReason.PeerDead, Detail = "no answer to keep-alive probes (TimedOut)" },
            SocketError.ConnectionReset => close with { Detail = "the peer reset the connection (ConnectionReset)" },
            { } said => close with { Detail = $"{Root(error).Message.TrimEnd('.')} ({said})" },
            _ => close,
        };
    }

    /// <summary>The end of a connection to a server that stood under TLS. Since TLS 1.3 a server looks at a client's certificate only after the client's handshake.</summary>
    /// <param name="close">What the connection noted.</param>
    /// <param name="hasSpoken">Whether anything came from the server.</param>
    public static McpCloseInfo DescribeTls(McpCloseInfo close, bool hasSpoken)
    {
        const string Hint = "if the server demands a client certificate, set McpTcpOptions.Tls.ClientCertificates";
        McpCloseInfo known = Describe(close);
        // A failure of the stream that is none of the socket's is one of TLS.
        if (known is { Reason: McpCloseReason.IoError, SocketError: null, Error.InnerException: { } tls })
        {
            return known with
            {
                Reason = McpCloseReason.SecureConnectionFailed,
                Detail = $"the server broke off TLS ({Root(tls).Message.TrimEnd('.')}){(hasSpoken ? "" : $"; {Hint}")}",
                IsTransient = hasSpoken,
            };
        }

        return !hasSpoken && known.Reason is (McpCloseReason.PeerClosed or McpCloseReason.IoError)
            ? known with { Detail = $"it ended right after the TLS handshake; {Hint}" }
            : known;
    }

    public static McpConnectionException Error(McpCloseInfo close) => new(close) { Disposition = McpDisposition.NotSent };

    private static Exception Root(Exception error)
    {
        while (error.InnerException is { } inner)
            error = inner;
        return error;
    }
}
