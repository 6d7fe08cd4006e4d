namespace Mcp.Soak;

/// <summary>A server, the way to it, and what can go wrong there.</summary>
internal abstract class Ground(string name) : IAsyncDisposable
{
    public string Name { get; } = name;

    public abstract McpTransport Transport { get; }

    public abstract IReadOnlyList<Fault> Faults { get; }

    /// <summary>Does it, and undoes what lasts.</summary>
    public abstract Task StrikeAsync(Fault fault, TimeSpan lasting);

    public abstract ValueTask DisposeAsync();

    protected static Task WaitAsync(TimeSpan time) => Task.Delay(time, TimeProvider.System);
}
