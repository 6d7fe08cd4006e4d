using System.Collections.Concurrent;
using System.Diagnostics;

namespace Mcp.Telemetry.Tests.Kit;

/// <summary>Every span that ends while this lives: the library's, and those that a test opens with <see cref="App"/>.</summary>
internal sealed class Spans : IDisposable
{
    public static readonly ActivitySource App = new("App");

    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly ActivityListener _listener;

    public Spans()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name is "Mcp.Runtime" or "App",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public Activity Single(ActivityKind kind, string name) => Assert.Single(_ended, span => span.Kind == kind && span.DisplayName == name);

    public int Count(ActivityKind kind, string name) => _ended.Count(span => span.Kind == kind && span.DisplayName == name);

    public void Dispose() => _listener.Dispose();
}
