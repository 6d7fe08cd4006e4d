using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Authentication;
using Mcp.Transports.Sockets;

namespace Mcp.Transports.WebSockets;

/// <summary>Why a WebSocket was not opened, as an error that says so. Pure.</summary>
internal static class UpgradeFailures
{
    /// <param name="where">The address, without secrets.</param>
    /// <param name="error">What the attempt ended with.</param>
    /// <param name="status">The status of the answer to the upgrade; 0 if there was none.</param>
    /// <param name="challenge">Its <c>WWW-Authenticate</c>.</param>
    /// <param name="verdict">What is known of the server's certificate.</param>
    public static McpException Describe(string where, Exception error, int status, string? challenge, CertificateVerdict verdict)
    {
        if (status is 401 or 403)
            return new McpAuthenticationException(status, challenge, $"{where} refused the WebSocket", "McpWebSocketOptions.Headers or Token");
        // 101 came, and what followed it is no WebSocket; everything else is a plain refusal.
        if (status != 0)
            return Error(new McpCloseInfo(McpCloseReason.ConnectFailed) { HttpStatus = status, Error = error, Detail = $"{where} {Refusal(status)}", IsTransient = IsTransient(status) });
        return Error(CauseOf(error) switch
        {
            AuthenticationException untrusted => new McpCloseInfo(McpCloseReason.SecureConnectionFailed)
            {
                Error = error,
                Detail = $"{where}: {verdict.Refusal ?? untrusted.Message.TrimEnd('.')}",
                // A certificate is the same in a second; bytes that are no TLS may come from a proxy that starts.
                IsTransient = verdict is { IsOurs: true, Refusal: null } && untrusted is { InnerException: null },
            },
            IOException broken when error is WebSocketException { InnerException: HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } } => new McpCloseInfo(McpCloseReason.SecureConnectionFailed)
            {
                Error = error,
                Detail = $"{where} does not speak TLS, or broke off: {broken.Message.TrimEnd('.')}",
            },
            SocketException refused => new McpCloseInfo(McpCloseReason.ConnectFailed)
            {
                Error = error,
                Detail = SocketFailures.Say(where, refused.SocketErrorCode, refused),
            },
            OperationCanceledException => new McpCloseInfo(McpCloseReason.ConnectFailed)
            {
                Error = error,
                Detail = $"{where}: the HTTP client's own time limit ended the attempt",
            },
            { } cause => new McpCloseInfo(McpCloseReason.ConnectFailed)
            {
                Error = error,
                Detail = SocketFailures.Say(where, null, cause),
            },
        });
    }

    public static McpConnectionException WithoutToken(string where, Exception error) => Error(new McpCloseInfo(McpCloseReason.ConnectFailed)
    {
        Error = error,
        Detail = $"{where}: McpWebSocketOptions.Token gave none: {error.Message.TrimEnd('.')}",
    });

    /// <summary>Overload and passing trouble; everything else comes again.</summary>
    private static bool IsTransient(int status) => status is 408 or 425 or 429 or >= 500;

    private static string Refusal(int status) => status switch
    {
        101 => "agreed to a WebSocket and then broke its rules",
        404 => "has no WebSocket there: is the path right?",
        426 => "asks for another protocol than WebSocket (13)",
        >= 200 and < 300 => "answered like a web page, not like a WebSocket: is the path right?",
        >= 300 and < 400 => "redirects elsewhere, which is not followed",
        _ => "refused the WebSocket",
    };

    private static Exception CauseOf(Exception error)
    {
        for (Exception? cause = error; cause is not null; cause = cause.InnerException)
        {
            if (cause is AuthenticationException or SocketException or IOException { InnerException: null } or OperationCanceledException)
                return cause;
        }

        return error.InnerException is HttpRequestException named ? named : error;
    }

    private static McpConnectionException Error(McpCloseInfo close) => new(close) { Disposition = McpDisposition.NotSent };
}

/// <summary>What is known of a server's certificate.</summary>
/// <param name="IsOurs">Whether it was looked at by us, and not by a client of the app's.</param>
/// <param name="Refusal">Why it was not accepted.</param>
internal readonly record struct CertificateVerdict(bool IsOurs, string? Refusal);
