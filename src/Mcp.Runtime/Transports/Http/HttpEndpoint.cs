using System.Net.Http.Headers;
using System.Text;

namespace Mcp.Transports.Http;

/// <summary>Where requests go and what they all carry. Immutable; shared by the connections of one transport.</summary>
internal sealed record HttpEndpoint(Uri Address, IReadOnlyList<KeyValuePair<string, string>> Headers, HttpClient Client, bool OpenServerStream)
{
    public const string SessionHeader = "Mcp-Session-Id";
    public const string RevisionHeader = "MCP-Protocol-Version";
    public const string LastEventIdHeader = "Last-Event-ID";
    public const string EventStreamType = "text/event-stream";
    public const string JsonType = "application/json";

    private static readonly MediaTypeWithQualityHeaderValue AcceptJson = new(JsonType);
    private static readonly MediaTypeWithQualityHeaderValue AcceptEvents = new(EventStreamType);

    /// <summary>A pool of connections by the rules of a client that lives long: fresh DNS every five minutes, no shared cookies, no redirect with credentials.</summary>
    public static HttpClient CreateClient() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(15),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        EnableMultipleHttp2Connections = true,
        // A dead peer behind a silent network would otherwise keep a listening exchange for ever.
        KeepAlivePingDelay = TimeSpan.FromSeconds(30),
        KeepAlivePingTimeout = TimeSpan.FromSeconds(20),
        KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
        // The id of an event may be any text; it goes back as it came (HTML Standard §9.2.4).
        RequestHeaderEncodingSelector = static (name, _) => name == LastEventIdHeader ? Encoding.UTF8 : null,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
        DefaultRequestVersion = new Version(2, 0),
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
    };

    public static bool IsReserved(string name) =>
        name.StartsWith("Mcp-", StringComparison.OrdinalIgnoreCase)
        || name.Equals(LastEventIdHeader, StringComparison.OrdinalIgnoreCase)
        || name.Equals("Accept", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase);

    /// <summary>The revision header exists from 2025-06-18 on; 2025-03-26 is what a server assumes without it.</summary>
    public static string? RevisionText(McpRevision? revision) =>
        revision is null || string.CompareOrdinal(revision.Date, McpRevision.V2025_06_18.Date) < 0 ? null : revision.Date;

    /// <summary>Sessions are named with visible ASCII (2025-03-26, "Session Management").</summary>
    public static bool IsSessionId(string text) => text.Length > 0 && !text.AsSpan().ContainsAnyExceptInRange('!', '~');

    public HttpRequestMessage Post(FrameContent content, string? sessionId, McpRevision? revision)
    {
        HttpRequestMessage request = Create(HttpMethod.Post, sessionId, revision);
        request.Headers.Accept.Add(AcceptJson);
        request.Headers.Accept.Add(AcceptEvents);
        request.Content = content;
        return request;
    }

    public HttpRequestMessage Get(string? sessionId, McpRevision? revision, string? lastEventId)
    {
        HttpRequestMessage request = Create(HttpMethod.Get, sessionId, revision);
        request.Headers.Accept.Add(AcceptEvents);
        if (!string.IsNullOrEmpty(lastEventId))
            request.Headers.TryAddWithoutValidation(LastEventIdHeader, lastEventId);
        return request;
    }

    public HttpRequestMessage Delete(string sessionId, McpRevision? revision) => Create(HttpMethod.Delete, sessionId, revision);

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);

    private HttpRequestMessage Create(HttpMethod method, string? sessionId, McpRevision? revision)
    {
        var request = new HttpRequestMessage(method, Address) { Version = Client.DefaultRequestVersion, VersionPolicy = Client.DefaultVersionPolicy };
        foreach ((string name, string value) in Headers)
            request.Headers.TryAddWithoutValidation(name, value);
        if (sessionId is not null)
            request.Headers.TryAddWithoutValidation(SessionHeader, sessionId);
        if (RevisionText(revision) is { } text)
            request.Headers.TryAddWithoutValidation(RevisionHeader, text);
        return request;
    }
}
