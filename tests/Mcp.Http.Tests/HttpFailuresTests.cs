using System.Net;
using System.Text;
using Mcp.Transports.Http;

namespace Mcp.Http.Tests;

/// <summary>What a broken exchange is called, whether it is worth another attempt, and whether the request may have arrived.</summary>
public sealed class HttpFailuresTests
{
    [Theory]
    [InlineData(HttpRequestError.ConnectionError, true, McpCloseReason.ConnectFailed, McpDisposition.NotSent, true)]
    [InlineData(HttpRequestError.NameResolutionError, true, McpCloseReason.ConnectFailed, McpDisposition.NotSent, true)]
    [InlineData(HttpRequestError.ProxyTunnelError, true, McpCloseReason.ConnectFailed, McpDisposition.NotSent, true)]
    [InlineData(HttpRequestError.SecureConnectionError, true, McpCloseReason.ConnectFailed, McpDisposition.NotSent, false)]
    [InlineData(HttpRequestError.VersionNegotiationError, true, McpCloseReason.ConnectFailed, McpDisposition.NotSent, false)]
    [InlineData(HttpRequestError.ResponseEnded, true, McpCloseReason.IoError, McpDisposition.Sent, true)]
    [InlineData(HttpRequestError.ResponseEnded, false, McpCloseReason.IoError, McpDisposition.NotSent, true)]
    public void Without_an_answer_the_kind_of_failure_decides(HttpRequestError kind, bool requestWasWritten, McpCloseReason reason, McpDisposition disposition, bool isTransient)
    {
        McpConnectionException error = HttpFailures.BeforeAnswer(new HttpRequestException(kind, "broken"), requestWasWritten, null);

        Assert.Equal((reason, disposition, isTransient), (error.Close.Reason, error.Disposition, error.Close.IsTransient));
    }

    [Fact]
    public void A_time_limit_of_the_http_client_is_named()
    {
        McpConnectionException error = HttpFailures.BeforeAnswer(new TaskCanceledException(), requestWasWritten: true, null);

        Assert.Contains("the HTTP client's own time limit", error.Message, StringComparison.Ordinal);
        Assert.Equal(McpDisposition.Sent, error.Disposition);
    }

    [Theory]
    [InlineData(200, "the answer is no JSON-RPC message", McpCloseReason.ProtocolError, true)]
    [InlineData(202, "acknowledged but not answered", McpCloseReason.ProtocolError, true)]
    [InlineData(204, "acknowledged but not answered", McpCloseReason.ProtocolError, true)]
    [InlineData(307, "redirects elsewhere", McpCloseReason.PeerClosed, false)]
    [InlineData(400, "refused the request", McpCloseReason.PeerClosed, false)]
    [InlineData(408, "refused the request", McpCloseReason.PeerClosed, true)]
    [InlineData(425, "refused the request", McpCloseReason.PeerClosed, true)]
    [InlineData(429, "refused the request", McpCloseReason.PeerClosed, true)]
    [InlineData(503, "refused the request", McpCloseReason.PeerClosed, true)]
    public void A_status_that_brings_no_message_is_told_in_words(int status, string words, McpCloseReason reason, bool isTransient)
    {
        McpCloseInfo close = HttpFailures.RefusedInfo(status, null, "two\nlines"u8);

        Assert.Equal((reason, isTransient, status), (close.Reason, close.IsTransient, close.HttpStatus));
        Assert.Contains(words, close.Detail, StringComparison.Ordinal);
        Assert.EndsWith("no content type: two lines", close.Detail, StringComparison.Ordinal);
        Assert.EndsWith("empty body (text/html)", HttpFailures.RefusedInfo(status, "text/html", default).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void An_excerpt_is_bounded() =>
        Assert.Equal(1024, HttpFailures.Excerpt(Encoding.UTF8.GetBytes(new string('x', 5_000))).Length);

    [Theory]
    [InlineData(null, "", null)]
    [InlineData("Bearer realm=\"x\"", "who are you", "Bearer realm=\"x\"")]
    public void A_challenge_is_handed_on(string? challenge, string body, string? expected)
    {
        using var response = new HttpResponseMessage(HttpStatusCode.Unauthorized);
        if (challenge is not null)
            response.Headers.WwwAuthenticate.ParseAdd(challenge);

        McpAuthenticationException error = HttpFailures.Unauthorized(response, Encoding.UTF8.GetBytes(body), null);

        Assert.Equal(expected, error.Challenge);
        Assert.Contains(body, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_session_that_expired_says_so_with_what_the_server_said()
    {
        Assert.Equal("the session expired", HttpFailures.SessionExpired(default).Detail);
        Assert.Equal("the session expired: gone", HttpFailures.SessionExpired("gone"u8).Detail);
    }
}
