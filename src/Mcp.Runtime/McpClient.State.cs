namespace Mcp;

public partial class McpClient
{
    /// <summary>Where the client stands with its server at this moment.</summary>
    public McpClientState State => _supervisor.State;

    /// <summary>Completes when the client has been disposed and everything it held is free. Never fails.</summary>
    public Task Completion => _supervisor.Completion;

    /// <summary>
    /// The steps from state to state. The first one is the step that led to the state of now, so that none is missed; the enumeration ends with the
    /// one to <see cref="McpClientState.Closed"/>. Each enumeration is a watch of its own. One that falls more than 64 steps behind misses the
    /// oldest, never the newest. Whatever is done between two steps, disposing the client included, holds up nobody else.
    /// </summary>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    public IAsyncEnumerable<McpStateChange> WatchStateAsync(CancellationToken cancellationToken = default) => _supervisor.WatchStateAsync(cancellationToken);

    /// <summary>What the client knows of itself and its connection at this moment, for a log or a page that shows it. Sends nothing.</summary>
    public McpClientSnapshot GetSnapshot() => _supervisor.GetSnapshot();

    /// <summary>
    /// Tries to connect now instead of later: ends the wait between two attempts (the network is back, say), and makes one attempt where the client
    /// had given up or is not to reconnect by itself. With a connection there is nothing to do.
    /// </summary>
    /// <param name="cancellationToken">Gives up waiting; the attempt goes on.</param>
    /// <returns>Completes when there is a connection.</returns>
    /// <exception cref="McpConnectionException">This attempt failed, or the client was disposed. A client that tried before goes on trying.</exception>
    public Task ReconnectAsync(CancellationToken cancellationToken = default) => _supervisor.ReconnectNowAsync(cancellationToken);
}
