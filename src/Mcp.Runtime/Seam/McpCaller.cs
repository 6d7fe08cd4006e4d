namespace Mcp;

/// <summary>Anything that calls can be made over: a client, the peer of a running request. Thread-safe.</summary>
public abstract class McpCaller
{
    /// <summary>The revision that calls are made in; <see langword="null"/> when it is not known, or not one alone.</summary>
    public virtual McpRevision? Revision => null;

    /// <summary>Sends a request and waits for its result.</summary>
    /// <param name="method">The method, as generated.</param>
    /// <param name="parameters">Its parameters; they may be written more than once if the call is repeated.</param>
    /// <param name="options">Time limit, progress, extra <c>_meta</c>.</param>
    /// <param name="cancellationToken">Gives the call up; the peer is told to stop.</param>
    /// <returns>The result. Await it once.</returns>
    /// <exception cref="McpException">The call failed; see the derived types.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public abstract ValueTask<TResult> InvokeAsync<TParams, TResult>(
        McpMethod<TParams, TResult> method, TParams parameters, McpCallOptions options = default, CancellationToken cancellationToken = default);

    /// <summary>Sends a request of which it matters only that it succeeded: the result is read and checked, and not returned.</summary>
    /// <remarks>A caller that can do so without an object per call overrides it; this one goes through <see cref="InvokeAsync"/>.</remarks>
    /// <inheritdoc cref="InvokeAsync"/>
    public virtual async ValueTask PerformAsync<TParams, TResult>(
        McpMethod<TParams, TResult> method, TParams parameters, McpCallOptions options = default, CancellationToken cancellationToken = default) =>
        await InvokeAsync(method, parameters, options, cancellationToken).ConfigureAwait(false);

    /// <summary>
    /// Sends a notification; a peer never answers one. Completes when the connection has room for more (<see cref="McpLimits.OutboundBytes"/>):
    /// awaiting it keeps a sender from running ahead of a slow peer. When the connection is lost meanwhile it completes, too.
    /// </summary>
    /// <exception cref="McpConnectionException">There is no connection.</exception>
    public abstract ValueTask NotifyAsync<TParams>(
        McpNotificationMethod<TParams> method, TParams parameters, CancellationToken cancellationToken = default);

    /// <summary>
    /// What the server tells of by itself. The server is asked when an enumeration begins, and told when it is left; each enumeration is a watch
    /// of its own. It outlives a lost connection, and ends when the caller is disposed.
    /// </summary>
    /// <param name="topic">What to watch.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <typeparam name="T">What is told.</typeparam>
    /// <returns>The news, in order. Enumerating throws <see cref="McpUnsupportedException"/> when the server does not offer them,
    /// <see cref="McpLaggedException"/> when they come faster than they are taken, and <see cref="McpConnectionException"/> when there will be no
    /// further connection.</returns>
    /// <exception cref="McpUnsupportedException">This caller has nothing to watch: the peer of a running request, for instance.</exception>
    public virtual IAsyncEnumerable<T> WatchAsync<T>(McpTopic<T> topic, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(topic);
        throw new McpUnsupportedException(topic.Kind.ToString(), $"{GetType().Name} cannot watch anything; take the client of the server.");
    }

    /// <summary>The same caller, if it speaks a revision or does not know yet which one: emitted code builds a contract for one revision with it.</summary>
    /// <param name="caller">What the contract shall go through.</param>
    /// <param name="date">The revision that the contract is for.</param>
    /// <param name="contract">Its name, for the error.</param>
    /// <exception cref="McpUnsupportedException">The caller speaks another revision.</exception>
    public static McpCaller InRevision(McpCaller caller, string date, string contract)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return caller.Revision is not { } spoken || spoken.Date == date
            ? caller
            : throw new McpUnsupportedException(contract, $"it is for revision {date}, and {spoken.Date} was negotiated. Name {date} in the client's ProtocolVersions.");
    }

    /// <summary>The implementation of a contract over this caller.</summary>
    /// <typeparam name="TContract">An interface marked with <c>[McpClient]</c>.</typeparam>
    /// <exception cref="McpUnsupportedException">The contract is for one revision (<see cref="McpClientAttribute.ProtocolVersion"/>), and another one is spoken.</exception>
    public TContract As<TContract>()
        where TContract : class, IMcpContract<TContract> => TContract.Over(this);
}
