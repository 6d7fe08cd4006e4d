namespace Mcp;

/// <summary>What one call may have apart from its parameters. The default value changes nothing.</summary>
public readonly record struct McpCallOptions
{
    /// <summary>How long to wait for an answer; progress starts the wait anew. Unset: the client's <c>RequestTimeout</c>. <see cref="Timeout.InfiniteTimeSpan"/> waits for ever.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Receives the call's progress, in order, all of it before the call completes. Setting it asks the peer for progress.</summary>
    public IProgress<McpProgress>? Progress { get; init; }

    /// <summary>Members for the request's <c>_meta</c>. Names that the runtime owns are left out.</summary>
    public IReadOnlyDictionary<string, McpJson>? Meta { get; init; }

    /// <summary>What may be done with this call when its connection is lost before the answer came. Unset: what its method says, see <see cref="McpMethod.Retry"/> and <see cref="McpClientOptions.ToolRetry"/>.</summary>
    public McpRetry? Retry { get; init; }

    /// <summary>
    /// Over a pool: calls of the same key go to the same connection as long as it stands, for servers that keep what they know per connection.
    /// When it is lost, or connections are opened or closed, keys may move. Elsewhere it means nothing.
    /// </summary>
    public string? Affinity { get; init; }

    /// <summary>Who receives the notifications of an open-ended call. A call that has one waits without a limit.</summary>
    internal ISubscriber? Subscriber { get; init; }
}

/// <summary>Receives the notifications of one subscription, on the reader's thread: it must only store them.</summary>
internal interface ISubscriber
{
    void OnNotification(McpNotification notification);
}

/// <summary>One progress report of a running request (MCP "Progress").</summary>
/// <param name="Progress">How far the work is; grows with each report, may be fractional.</param>
/// <param name="Total">What <paramref name="Progress"/> will reach at the end, if the peer knows.</param>
/// <param name="Message">What is being done, from 2025-03-26 on.</param>
public readonly record struct McpProgress(double Progress, double? Total, string? Message)
{
    /// <summary>
    /// A receiver that runs <paramref name="report"/> at once, in the order in which reports come and before the call completes.
    /// <see cref="Progress{T}"/> posts each report to a synchronization context or, without one, to the thread pool, where later
    /// reports overtake earlier ones and the result overtakes both.
    /// </summary>
    /// <param name="report">Runs on the thread pool, one report at a time. The call's result waits for it.</param>
    public static IProgress<McpProgress> Handler(Action<McpProgress> report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new SynchronousProgress(report);
    }

    private sealed class SynchronousProgress(Action<McpProgress> report) : IProgress<McpProgress>
    {
        public void Report(McpProgress value) => report(value);
    }
}
