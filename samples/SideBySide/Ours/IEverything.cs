using Mcp;

namespace SideBySide.Ours;

// contract
[McpClient]
internal partial interface IEverything
{
    [McpTool("echo")]
    Task<string> EchoAsync(string message);

    [McpTool("get-structured-content")]
    Task<Weather> WeatherAsync(string location);

    [McpTool("trigger-long-running-operation")]
    Task<string> WaitAsync(double duration, int steps, IProgress<McpProgress>? progress = null);
}

internal sealed record Weather(double Temperature, string Conditions, double Humidity);
// end
