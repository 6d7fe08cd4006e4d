namespace Mcp.Http.Tests.Contracts;

/// <summary>One contract for the whole matrix: text in, text out; a record in, a record out.</summary>
[McpClient]
public partial interface IArithmetic
{
    [McpTool("echo")]
    Task<string> EchoAsync(string message, CancellationToken cancellationToken = default);

    [McpTool("combine")]
    Task<Combined> CombineAsync(Operands operands, CancellationToken cancellationToken = default);

    [McpTool("progress")]
    Task<string> ProgressAsync(IProgress<McpProgress> progress, CancellationToken cancellationToken = default);

    [McpTool("fail")]
    Task<string> FailAsync(CancellationToken cancellationToken = default);

    [McpTool("ask")]
    Task<string> AskAsync(CancellationToken cancellationToken = default);
}

public sealed record Operands(double Left, double Right, string? Note = null);

public sealed record Combined(double Sum, IReadOnlyList<string> Notes);
