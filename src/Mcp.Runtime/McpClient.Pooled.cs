using Mcp.Pooling;
using Mcp.Resilience;

namespace Mcp;

/// <summary>What a client is to a pool that it belongs to.</summary>
public partial class McpClient : IPooledClient
{
    ConnectionSupervisor IPooledClient.Supervisor => _supervisor;

    /// <summary>Compares results, if the options say so.</summary>
    internal ResultChecks? Checks => _checks;

    /// <summary>Lets someone else hear every notification, on the reader.</summary>
    internal void RelayTo(Action<McpNotification> relay) => _notifications.Relay = relay;
}
