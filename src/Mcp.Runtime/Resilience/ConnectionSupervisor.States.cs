using Mcp.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Mcp.Resilience;

/// <summary>What the client shows of itself.</summary>
internal sealed partial class ConnectionSupervisor
{
    public McpClientState State => _states.State;

    public IAsyncEnumerable<McpStateChange> WatchStateAsync(CancellationToken cancellationToken) => _states.WatchAsync(cancellationToken);

    public McpClientSnapshot GetSnapshot()
    {
        Sessions.Session? session = Current;
        return new McpClientSnapshot
        {
            State = State,
            Since = _states.Since,
            Revision = Peer?.Revision,
            InFlight = InFlight,
            WaitingCalls = _waiting.Count + _standing.Count + (session?.WaitingCalls ?? 0),
            QueuedBytes = session?.Connection.Room.Bytes ?? 0,
            LastReadAge = AgeOf(session?.Connection.LastReadAt ?? -1),
            LastWriteAge = AgeOf(session?.LastWriteAt ?? -1),
            Attempts = Volatile.Read(ref _attempts),
            LastClose = Volatile.Read(ref _lastClose),
        };
    }

    private TimeSpan? AgeOf(long at) => at < 0 ? null : Services.Time.GetElapsedTime(at);

    /// <summary>Off the lock: whoever listens to the log may ask the client something.</summary>
    private void Tell(McpStateChange? change)
    {
        if (change is not null && Services.Log.IsEnabled(LogLevel.Debug))
            Log.StateChanged(Services.Log, _transport.Description, change.From.ToString(), change.To.ToString());
    }
}
