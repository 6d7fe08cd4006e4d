using Mcp;

namespace TypedClient;

/// <summary>A part of what the official server "everything" offers, as methods.</summary>
[McpClient(MethodNaming = McpNaming.KebabCase)]
public partial interface IEverything
{
    Task<string> EchoAsync(string message, CancellationToken cancellationToken = default);

    Task<string> GetSumAsync(double a, double b, CancellationToken cancellationToken = default);

    [McpTool("get-structured-content")]
    Task<Weather> GetWeatherAsync(string location, CancellationToken cancellationToken = default);

    [McpTool("trigger-long-running-operation")]
    Task<string> RunLongAsync(double duration, int steps, IProgress<McpProgress>? progress = null, CancellationToken cancellationToken = default);

    [McpPrompt("args-prompt")]
    Task<string> AskAboutAsync(string city, string? state = null, CancellationToken cancellationToken = default);

    [McpResource("demo://resource/dynamic/text/{resourceId}")]
    Task<string> ReadAsync(int resourceId, CancellationToken cancellationToken = default);
}

/// <summary>What the server says of a place's weather.</summary>
public sealed record Weather(double Temperature, string Conditions, double Humidity);
