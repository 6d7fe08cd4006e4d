namespace Mcp.Pooling;

/// <summary>What a pool needs to know of its options; all of it was validated.</summary>
internal sealed record PoolSettings
{
    public required McpPoolOptions Size { get; init; }

    public required McpReconnectOptions Reconnect { get; init; }

    public required TimeSpan RequestTimeout { get; init; }

    public required TimeSpan MaxRequestTime { get; init; }

    /// <summary>What is reached, for logs.</summary>
    public required string Target { get; init; }
}
