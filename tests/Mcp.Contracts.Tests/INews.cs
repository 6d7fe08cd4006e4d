namespace Mcp.Contracts.Tests;

/// <summary>What a server tells by itself, as members of a contract.</summary>
[McpClient]
public partial interface INews
{
    IAsyncEnumerable<McpListChange> ListChangesAsync(CancellationToken cancellationToken = default);

    IAsyncEnumerable<McpLogEntry> LogAsync(McpLogLevel level, CancellationToken cancellationToken = default);

    [McpResource("demo://{name}")]
    IAsyncEnumerable<string> ChangesOfAsync(string name, CancellationToken cancellationToken = default);

    [McpResource("demo://{name}")]
    Task<string> ReadAsync(string name, CancellationToken cancellationToken = default);

    Task TouchAsync(string? uri = null, CancellationToken cancellationToken = default);

    [McpTool("log")]
    ValueTask MakeLogAsync(CancellationToken cancellationToken = default);
}
