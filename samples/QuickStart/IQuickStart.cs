using Mcp;

namespace QuickStart;

/// <summary>The contract: the tools this program uses, as methods. The generator writes the rest.</summary>
[McpClient]
public partial interface IQuickStart
{
    [McpTool("echo")]
    Task<string> EchoAsync(string message, CancellationToken cancellationToken = default);

    [McpTool("forecast")]
    Task<Forecast> ForecastAsync(Place place, CancellationToken cancellationToken = default);

    [McpTool("count")]
    Task<string> CountAsync(int to, IProgress<McpProgress>? progress = null, CancellationToken cancellationToken = default);

    [McpTool("wait")]
    Task<string> WaitAsync(McpCallOptions options = default, CancellationToken cancellationToken = default);

    [McpTool("divide")]
    Task<double> DivideAsync(double a, double b, CancellationToken cancellationToken = default);
}

/// <summary>Where.</summary>
public sealed record Place(string City);

/// <summary>What the weather will be.</summary>
public sealed record Forecast(string City, double High, bool Sunny);
