namespace Mcp.Sessions;

/// <summary>The names in <c>_meta</c> that revision 2026-07-28 reserves.</summary>
internal static class MetaNames
{
    public const string ProtocolVersion = "io.modelcontextprotocol/protocolVersion";
    public const string ClientCapabilities = "io.modelcontextprotocol/clientCapabilities";
    public const string ClientInfo = "io.modelcontextprotocol/clientInfo";
    public const string ServerInfo = "io.modelcontextprotocol/serverInfo";
    public const string SubscriptionId = "io.modelcontextprotocol/subscriptionId";
    public const string LogLevel = "io.modelcontextprotocol/logLevel";
}
