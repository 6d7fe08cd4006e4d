using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Mcp.Diagnostics;

/// <summary>
/// The activity source and the instruments of the library, both called <c>Mcp.Runtime</c>. The names follow OpenTelemetry's conventions for
/// MCP, which are still in development: this file and <see cref="TelemetryTags"/> are the only ones that spell them.
/// </summary>
internal static class Telemetry
{
    public const string Name = "Mcp.Runtime";

    private static readonly string? Version = typeof(Telemetry).Assembly.GetName().Version?.ToString(3);

    public static readonly ActivitySource Source = new(Name, Version);

    private static readonly Meter Meter = new(Name, Version);

    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120, 300],
    };

    public static readonly Histogram<double> ClientOperation = Duration("mcp.client.operation.duration", "From the call of a request to its outcome, as its sender sees it.");

    public static readonly Histogram<double> ServerOperation = Duration("mcp.server.operation.duration", "From the arrival of a request to its answer, as its receiver sees it.");

    public static readonly Histogram<double> ClientSession = Duration("mcp.client.session.duration", "The life of a session, as its client sees it.");

    public static readonly Histogram<double> ServerSession = Duration("mcp.server.session.duration", "The life of a session, as its server sees it.");

    public static readonly UpDownCounter<long> Connections = Meter.CreateUpDownCounter<long>("mcp.client.connection.count", "{connection}", "Connections of clients that are ready for calls.");

    public static readonly UpDownCounter<long> ActiveRequests = Meter.CreateUpDownCounter<long>("mcp.client.request.active", "{request}", "Requests that were called and have no outcome yet.");

    public static readonly Counter<long> Reconnects = Meter.CreateCounter<long>("mcp.client.connection.reconnects", "{reconnect}", "Connections that replaced a lost one, by the reason of the loss.");

    public static readonly Counter<long> Retries = Meter.CreateCounter<long>("mcp.client.request.retries", "{retry}", "Requests that were sent again after the loss of their connection.");

    public static readonly Histogram<double> Heartbeats = Duration("mcp.client.heartbeat.duration", "From a ping of the heartbeat to its answer.");

    public static readonly Counter<long> Io = Meter.CreateCounter<long>("mcp.client.io", "By", "Bytes of the frames that clients sent and received.");

    public static readonly Counter<long> Dropped = Meter.CreateCounter<long>("mcp.client.message.dropped", "{message}", "Messages that clients received and dropped.");

    /// <summary>Whether anybody wants to know of a request that is sent.</summary>
    public static bool ObservesCalls => ClientOperation.Enabled || ActiveRequests.Enabled || Source.HasListeners();

    /// <summary>Whether anybody wants to know of a request that is served.</summary>
    public static bool ObservesServing => ServerOperation.Enabled || Source.HasListeners();

    private static Histogram<double> Duration(string name, string description) => Meter.CreateHistogram(name, "s", description, null, Seconds);
}
