using Mcp.Transports.Http;

namespace Mcp;

/// <summary>How a server is reached over Streamable HTTP. Read once, when the transport is created.</summary>
public sealed class McpHttpOptions
{
    /// <summary>The server's one MCP endpoint: an absolute <c>http</c> or <c>https</c> URL.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>Headers for every request, for instance <c>Authorization</c>. Those that the protocol owns cannot be set.</summary>
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Sends the requests, if the app brings its own (<c>IHttpClientFactory</c>, a proxy, certificates). It stays the app's to dispose.
    /// Its <see cref="System.Net.Http.HttpClient.Timeout"/> should be infinite: a call has its own limits, and a listening exchange has none.
    /// Unset: one connection pool per transport, without cookies and automatic redirects.
    /// </summary>
    public HttpClient? HttpClient { get; set; }

    /// <summary>
    /// Whether a stream for what the server sends of its own accord is opened after the handshake, in the revisions that have one (to
    /// 2025-11-25). A server that offers none is not asked again. Default <see langword="true"/>.
    /// </summary>
    public bool OpenServerStream { get; set; } = true;

    internal HttpEndpoint Snapshot()
    {
        if (Endpoint is null || !Endpoint.IsAbsoluteUri || (Endpoint.Scheme != Uri.UriSchemeHttp && Endpoint.Scheme != Uri.UriSchemeHttps))
            throw new ArgumentException($"Endpoint must be an absolute http or https URL, but is '{Endpoint?.OriginalString ?? "unset"}'.", nameof(Endpoint));
        foreach ((string name, string value) in Headers)
        {
            if (!HeaderValue.IsToken(name) || HttpEndpoint.IsReserved(name))
                throw new ArgumentException($"'{name}' cannot be set: it is no header name, or the protocol owns it.", nameof(Headers));
            if (value is null || value.AsSpan().ContainsAny('\r', '\n', '\0'))
                throw new ArgumentException($"The value of header '{name}' is null or holds a line break.", nameof(Headers));
        }

        return new HttpEndpoint(Endpoint, [.. Headers], HttpClient ?? HttpEndpoint.CreateClient(), OpenServerStream);
    }
}
