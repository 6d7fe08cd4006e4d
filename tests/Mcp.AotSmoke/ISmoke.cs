namespace Mcp.AotSmoke;

/// <summary>The one contract of all checks: it names no revision and knows no connection.</summary>
[McpClient]
public partial interface ISmoke
{
    [McpTool("echo")]
    Task<string> EchoAsync(string message, CancellationToken cancellationToken = default);

    [McpTool("forecast")]
    Task<Forecast> ForecastAsync(Place place, CancellationToken cancellationToken = default);

    /// <summary>The server asks back before it answers.</summary>
    [McpTool("ask")]
    Task<Asked> AskAsync(string question, CancellationToken cancellationToken = default);

    /// <summary>Never answers in the server's first life.</summary>
    [McpTool("stall")]
    Task<string> StallAsync(CancellationToken cancellationToken = default);
}

/// <summary>Where.</summary>
public sealed record Place(string City, double Latitude);

/// <summary>What the weather will be.</summary>
public sealed record Forecast(string City, double High, bool Sunny);

/// <summary>What the client said when it was asked, and what the server saw of the way there.</summary>
/// <param name="Answer">What the client's handler answered.</param>
/// <param name="State">Whether the server's state came back as it went: <c>untouched</c>, <c>changed</c>, or <c>none</c> where the revision has none.</param>
/// <param name="RequestIds">The ids of the requests that it took, in order.</param>
public sealed record Asked(string Answer, string State, IReadOnlyList<long> RequestIds);
