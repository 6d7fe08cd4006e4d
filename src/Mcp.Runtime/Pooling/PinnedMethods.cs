namespace Mcp.Pooling;

/// <summary>Requests that change what one connection tells: they belong where the pool listens, which is one and the same connection.</summary>
internal static class PinnedMethods
{
    /// <param name="method">The method of a leg; it has none any more when the call was given up meanwhile.</param>
    public static bool Contains(McpMethod? method) => method?.Name is "resources/subscribe" or "resources/unsubscribe" or "logging/setLevel" or "subscriptions/listen";
}
