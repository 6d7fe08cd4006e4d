namespace Mcp.Bench.Calls;

/// <summary>The tool of the benchmarks as a contract.</summary>
[McpClient]
internal partial interface IEcho
{
    Task<string> EchoAsync(string message, CancellationToken cancellationToken = default);
}
