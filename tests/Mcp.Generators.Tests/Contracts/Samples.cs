namespace Mcp.Generators.Tests.Contracts;

/// <summary>Contracts that several tests use.</summary>
internal static class Samples
{
    /// <summary>Text in, text out; a record in, a record out.</summary>
    public const string Weather = """
        namespace App;

        [McpClient]
        public partial interface IWeather
        {
            [McpTool("echo")]
            Task<string> EchoAsync(string message, CancellationToken cancellationToken = default);

            Task<Forecast> GetForecastAsync(ForecastQuery query, IProgress<McpProgress>? progress = null, CancellationToken cancellationToken = default);
        }
        """;

    public const string Query = """
        namespace App;

        public sealed record ForecastQuery(string City, int Days = 3, Unit? Unit = null);

        public enum Unit { Celsius, Fahrenheit }
        """;

    public const string Forecast = """
        namespace App;

        public sealed record Forecast
        {
            public required string City { get; init; }

            [JsonPropertyName("high_temperature")]
            public required double High { get; init; }

            public IReadOnlyList<string> Warnings { get; set; } = [];
        }
        """;

    public static readonly string[] All = [Weather, Query, Forecast];
}
