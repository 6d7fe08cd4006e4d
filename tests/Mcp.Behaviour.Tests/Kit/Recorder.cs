namespace Mcp.Behaviour.Tests.Kit;

/// <summary>Keeps the progress it is told, on the thread that tells it.</summary>
internal sealed class Recorder : IProgress<McpProgress>
{
    private readonly List<McpProgress> _reports = [];

    public IEnumerable<double> Values => _reports.Select(report => report.Progress);

    public IReadOnlyList<McpProgress> Reports => _reports;

    public void Report(McpProgress value) => _reports.Add(value);
}
