using Mcp.Transports.Http;
using Mcp.Transports.WebSockets;

namespace Mcp;

/// <summary>How a server is reached over a WebSocket. Read once, when the transport is created.</summary>
public sealed class McpWebSocketOptions
{
    /// <summary>Where the server is: an absolute <c>ws</c> or <c>wss</c> URL.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>Headers for the request that opens the WebSocket. Those of the upgrade itself cannot be set.</summary>
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Gives the bearer token of a connection, or <see langword="null"/> for none. Asked before each connect, also after a loss, so that a token may
    /// expire while a connection lives. It runs within the time limit of the connect, which cancels its token.
    /// </summary>
    public Func<CancellationToken, ValueTask<string?>>? Token { get; set; }

    /// <summary>
    /// Sends the request that opens the WebSocket, if the app brings its own (a proxy, certificates, a connect callback). It stays the app's to
    /// dispose. Unset: the system's proxy and trust.
    /// </summary>
    public HttpClient? HttpClient { get; set; }

    /// <summary>How often a ping is sent when nothing else is. Default 15 s; <see cref="TimeSpan.Zero"/> or <see cref="Timeout.InfiniteTimeSpan"/> sends none.</summary>
    public TimeSpan KeepAliveInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long a ping may stay unanswered before the connection counts as lost. Default 20 s; <see cref="Timeout.InfiniteTimeSpan"/> waits for ever.
    /// .NET 8 cannot wait for the answer: there the value has no effect, and a peer that vanished is noticed by the network alone.
    /// </summary>
    public TimeSpan KeepAliveTimeout { get; set; } = TimeSpan.FromSeconds(20);

    internal WebSocketEndpoint Snapshot()
    {
        if (Endpoint is null || !Endpoint.IsAbsoluteUri || (Endpoint.Scheme != Uri.UriSchemeWs && Endpoint.Scheme != Uri.UriSchemeWss))
            throw new ArgumentException($"Endpoint must be an absolute ws or wss URL, but is '{Endpoint?.OriginalString ?? "unset"}'.", nameof(Endpoint));
        foreach ((string name, string value) in Headers)
        {
            if (!HeaderValue.IsToken(name) || WebSocketEndpoint.IsReserved(name))
                throw new ArgumentException($"'{name}' cannot be set: it is no header name, or it belongs to the upgrade.", nameof(Headers));
            if (value is null || value.AsSpan().ContainsAny('\r', '\n', '\0'))
                throw new ArgumentException($"The value of header '{name}' is null or holds a line break.", nameof(Headers));
        }

        if (KeepAliveInterval < TimeSpan.Zero && KeepAliveInterval != Timeout.InfiniteTimeSpan)
            throw new ArgumentOutOfRangeException(nameof(KeepAliveInterval), KeepAliveInterval, "KeepAliveInterval must not be negative.");
        if (KeepAliveTimeout <= TimeSpan.Zero && KeepAliveTimeout != Timeout.InfiniteTimeSpan)
            throw new ArgumentOutOfRangeException(nameof(KeepAliveTimeout), KeepAliveTimeout, "KeepAliveTimeout must be positive, or infinite.");
        return new WebSocketEndpoint(Endpoint, [.. Headers], Token, HttpClient, KeepAliveInterval, KeepAliveTimeout);
    }
}
