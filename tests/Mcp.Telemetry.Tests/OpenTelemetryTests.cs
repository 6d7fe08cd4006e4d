using System.Collections.Concurrent;
using System.Diagnostics;
using Mcp.Telemetry.Tests.Kit;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Mcp.Telemetry.Tests;

/// <summary>What an app sees that exports by OpenTelemetry: set up as docs/telemetry.md says, exported within the process.</summary>
[Collection(Listening.Name)]
public sealed class OpenTelemetryTests
{
    [Fact]
    public async Task Spans_and_metrics_of_a_call_are_exported()
    {
        var spans = new SpanExporter();
        var metrics = new MetricExporter();
        using TracerProvider tracing = Sdk.CreateTracerProviderBuilder().AddSource("Mcp.Runtime").AddProcessor(new SimpleActivityExportProcessor(spans)).Build();
        using MeterProvider metering = Sdk.CreateMeterProviderBuilder().AddMeter("Mcp.Runtime").AddReader(new BaseExportingMetricReader(metrics)).Build();
        await using (McpClient client = await Server.ConnectAsync(Server.Create()))
            await client.CallToolAsync("good");

        Assert.True(metering.ForceFlush());
        Activity sent = spans.Exported.Single(span => span is { Kind: ActivityKind.Client, DisplayName: "tools/call good" });
        Activity served = spans.Exported.Single(span => span is { Kind: ActivityKind.Server, DisplayName: "tools/call good" });
        Assert.Equal(sent.SpanId, served.ParentSpanId);
        Assert.Contains(metrics.Exported, metric => metric == ("mcp.client.operation.duration", "s", "tools/call", 1));
        Assert.Contains(metrics.Exported, metric => metric == ("mcp.server.operation.duration", "s", "tools/call", 1));
        Assert.Contains(metrics.Exported, metric => metric.Name == "mcp.client.session.duration");
        Assert.Contains(metrics.Exported, metric => metric.Name == "mcp.client.io");
    }

    /// <summary>The buckets that the conventions ask for come with the instrument: an app sets up no view.</summary>
    [Fact]
    public async Task Durations_come_in_the_buckets_of_the_conventions()
    {
        var metrics = new MetricExporter();
        using MeterProvider metering = Sdk.CreateMeterProviderBuilder().AddMeter("Mcp.Runtime").AddReader(new BaseExportingMetricReader(metrics)).Build();
        await using (McpClient client = await Server.ConnectAsync(Server.Create()))
            await client.CallToolAsync("good");

        Assert.True(metering.ForceFlush());
        Assert.Equal([0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120, 300, double.PositiveInfinity], metrics.Buckets["mcp.client.operation.duration"]);
    }

    private sealed class SpanExporter : BaseExporter<Activity>
    {
        public ConcurrentQueue<Activity> Exported { get; } = new();

        public override ExportResult Export(in Batch<Activity> batch)
        {
            foreach (Activity span in batch)
                Exported.Enqueue(span);
            return ExportResult.Success;
        }
    }

    private sealed class MetricExporter : BaseExporter<Metric>
    {
        public List<(string Name, string Unit, string? Method, long Count)> Exported { get; } = [];

        public Dictionary<string, double[]> Buckets { get; } = [];

        public override ExportResult Export(in Batch<Metric> batch)
        {
            foreach (Metric metric in batch)
            {
                foreach (ref readonly MetricPoint point in metric.GetMetricPoints())
                {
                    string? method = null;
                    foreach (KeyValuePair<string, object?> tag in point.Tags)
                        method = tag.Key == "mcp.method.name" ? tag.Value as string : method;
                    bool isHistogram = metric.MetricType == MetricType.Histogram;
                    Exported.Add((metric.Name, metric.Unit, method, isHistogram ? point.GetHistogramCount() : 0));
                    if (isHistogram)
                        Buckets[metric.Name] = BoundsOf(point);
                }
            }

            return ExportResult.Success;
        }

        private static double[] BoundsOf(in MetricPoint point)
        {
            var bounds = new List<double>();
            foreach (HistogramBucket bucket in point.GetHistogramBuckets())
                bounds.Add(bucket.ExplicitBound);
            return [.. bounds];
        }
    }
}
