namespace Mcp.Bench.Calls;

/// <summary>One client under measurement, connected and ready.</summary>
internal abstract class CallColumn : IAsyncDisposable
{
    public abstract string Name { get; }

    /// <summary>Calls <c>echo</c> so many times, one after the other, and checks each answer. The loop is the column's own: no wrapper between it and the client.</summary>
    public abstract Task CallAsync(string message, int count);

    public abstract ValueTask DisposeAsync();

    protected static void Check(string expected, string? came)
    {
        if (came != expected)
            throw new InvalidOperationException($"'{expected}' was answered with '{came}': the columns do not do the same work.");
    }
}
