using System.Text;

namespace Mcp.Transports.Http;

/// <summary>Turns what went wrong with an exchange into an error that says so. Pure.</summary>
internal static class HttpFailures
{
    private const int ExcerptBytes = 1024;

    /// <summary>The exchange broke before the head of its answer came.</summary>
    public static McpConnectionException BeforeAnswer(Exception error, bool requestWasWritten, McpMethod? method)
    {
        bool connecting = error is HttpRequestException
        {
            HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError
                or HttpRequestError.ProxyTunnelError or HttpRequestError.VersionNegotiationError,
        };
        var close = new McpCloseInfo(connecting ? McpCloseReason.ConnectFailed : McpCloseReason.IoError)
        {
            Error = error,
            Detail = error is OperationCanceledException ? "the HTTP client's own time limit ended the exchange" : null,
            // A name or a certificate that is wrong now is wrong in a second; the network may be back.
            IsTransient = error is not HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError or HttpRequestError.VersionNegotiationError },
        };
        return Error(close, connecting || !requestWasWritten ? McpDisposition.NotSent : McpDisposition.Sent, method);
    }

    /// <summary>The answer broke off, or ended without what it was for.</summary>
    public static McpConnectionException WithoutAnswer(string detail, Exception? error, int status, McpMethod? method) =>
        Error(new McpCloseInfo(error is null ? McpCloseReason.PeerClosed : McpCloseReason.IoError) { Error = error, Detail = detail, HttpStatus = status }, McpDisposition.Sent, method);

    /// <summary>The server answered with something that is no message.</summary>
    public static McpConnectionException Refused(int status, string? contentType, ReadOnlySpan<byte> body, McpMethod? method) =>
        Error(RefusedInfo(status, contentType, body), McpDisposition.Sent, method);

    public static McpCloseInfo RefusedInfo(int status, string? contentType, ReadOnlySpan<byte> body) => new(status is >= 200 and < 300 ? McpCloseReason.ProtocolError : McpCloseReason.PeerClosed)
    {
        HttpStatus = status,
        Detail = Describe(status, contentType, body),
        IsTransient = IsTransient(status),
    };

    public static McpAuthenticationException Unauthorized(HttpResponseMessage response, ReadOnlySpan<byte> body, McpMethod? method)
    {
        string challenge = string.Join(", ", response.Headers.WwwAuthenticate);
        return new McpAuthenticationException((int)response.StatusCode, challenge.Length == 0 ? null : challenge, body.IsEmpty ? null : Excerpt(body)) { Method = method?.Name };
    }

    public static McpConnectionException TooLarge(int limit, int status, McpMethod? method) => Error(
        new McpCloseInfo(McpCloseReason.FrameTooLarge) { Detail = $"the answer is larger than MaxFrameBytes ({limit})", HttpStatus = status, IsTransient = false },
        McpDisposition.Sent,
        method);

    public static McpCloseInfo SessionExpired(ReadOnlySpan<byte> body) => new(McpCloseReason.PeerClosed)
    {
        HttpStatus = 404,
        Detail = body.IsEmpty ? "the session expired" : $"the session expired: {Excerpt(body)}",
    };

    /// <summary>At most a kilobyte of a body as one line of text.</summary>
    public static string Excerpt(ReadOnlySpan<byte> body)
    {
        var text = new StringBuilder(Encoding.UTF8.GetString(body[..Math.Min(body.Length, ExcerptBytes)]));
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsControl(text[i]))
                text[i] = ' ';
        }

        return text.ToString().Trim();
    }

    private static string Describe(int status, string? contentType, ReadOnlySpan<byte> body)
    {
        string what = status switch
        {
            202 or 204 => "a request was acknowledged but not answered",
            >= 300 and < 400 => "the server redirects elsewhere, which is not followed",
            >= 200 and < 300 => "the answer is no JSON-RPC message",
            _ => "the server refused the request",
        };
        return body.IsEmpty ? $"{what}; empty body ({contentType ?? "no content type"})" : $"{what}; {contentType ?? "no content type"}: {Excerpt(body)}";
    }

    /// <summary>Overload and passing trouble; also a success without content, which a broken proxy makes. Everything else comes again.</summary>
    private static bool IsTransient(int status) => status is 408 or 425 or 429 or >= 500 or (>= 200 and < 300);

    private static McpConnectionException Error(McpCloseInfo close, McpDisposition disposition, McpMethod? method) =>
        new(close) { Disposition = disposition, Method = method?.Name };
}
