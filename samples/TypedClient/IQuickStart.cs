using Mcp;

namespace TypedClient;

/// <summary>What samples/QuickStart.Server offers, as methods. A method without an attribute stands for the tool of its name.</summary>
[McpClient]
public partial interface IQuickStart
{
    Task<string> EchoAsync(string message, CancellationToken cancellationToken = default);

    Task<Forecast> ForecastAsync(Place place, CancellationToken cancellationToken = default);

    Task<string> CountAsync(int to, IProgress<McpProgress>? progress = null, CancellationToken cancellationToken = default);

    /// <summary>A division by zero is a value here, not an exception.</summary>
    Task<McpToolResult<double>> DivideAsync(double a, double b, CancellationToken cancellationToken = default);

    [McpPrompt("plan-trip")]
    Task<string> PlanTripAsync(string city, string? season = null, CancellationToken cancellationToken = default);

    [McpResource("weather://{city}/report")]
    Task<string> ReportAsync(string city, CancellationToken cancellationToken = default);
}

/// <summary>Where.</summary>
public sealed record Place(string City);

/// <summary>What the weather will be.</summary>
public sealed record Forecast(string City, double High, bool Sunny);
