namespace Mcp.Transports.WebSockets;

/// <summary>The options of a transport as they were when it was made.</summary>
internal sealed record WebSocketEndpoint(
    Uri Address,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    Func<CancellationToken, ValueTask<string?>>? Token,
    HttpClient? Client,
    TimeSpan KeepAliveInterval,
    TimeSpan KeepAliveTimeout)
{
    /// <summary>Headers of the upgrade itself.</summary>
    public static bool IsReserved(string name) =>
        name.StartsWith("Sec-WebSocket-", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Connection", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Upgrade", StringComparison.OrdinalIgnoreCase);
}
