namespace Mcp.Bench.Calls;

/// <summary>The tool of the benchmarks as a contract, in each form that a method may have.</summary>
[McpClient]
internal partial interface IEcho
{
    Task<string> EchoAsync(string message, CancellationToken cancellationToken = default);
}

/// <inheritdoc cref="IEcho"/>
[McpClient]
internal partial interface IEchoValue
{
    [McpTool("echo")]
    ValueTask<string> EchoAsync(string message, CancellationToken cancellationToken = default);
}

/// <inheritdoc cref="IEcho"/>
[McpClient]
internal partial interface IEchoDone
{
    [McpTool("echo")]
    ValueTask EchoAsync(string message, CancellationToken cancellationToken = default);
}
