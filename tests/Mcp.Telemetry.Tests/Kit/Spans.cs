using System.Collections.Concurrent;
using System.Diagnostics;

namespace Mcp.Telemetry.Tests.Kit;

/// <summary>Every span that ends while this lives: the library's, and those that a test opens with <see cref="App"/>.</summary>
internal sealed class Spans : IDisposable
{
    public static readonly ActivitySource App = new("App");

    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly ActivityListener _listener;

    /// <param name="samplesOurs">Whether the library's spans are wanted, too.</param>
    public Spans(bool samplesOurs = true)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name is "Mcp.Runtime" or "App",
            Sample = (ref ActivityCreationOptions<ActivityContext> span) =>
                samplesOurs || span.Source.Name == "App" ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public Activity Single(ActivityKind kind, string name) => Assert.Single(_ended, span => span.Kind == kind && span.DisplayName == name);

    public IEnumerable<Activity> All(ActivityKind kind, string name) => _ended.Where(span => span.Kind == kind && span.DisplayName == name);

    public int Count(ActivityKind kind, string name) => _ended.Count(span => span.Kind == kind && span.DisplayName == name);

    public void Dispose() => _listener.Dispose();
}
