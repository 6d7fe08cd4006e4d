using Mcp.Catalog;
using Mcp.Sessions;

namespace Mcp;

/// <summary>Small requests of the protocol itself.</summary>
public static class McpPingExtensions
{
    internal static readonly McpMethod<McpLogLevel, McpJson> SetLevel = new(
        "logging/setLevel",
        static (writer, level) =>
        {
            writer.StartObject();
            writer.Name("\"level\":"u8);
            writer.WriteString(LogLevels.NameOf(level));
            writer.EndObject();
        },
        McpJson.Read)
    {
        Retry = McpRetry.Safe,
    };

    private static readonly McpMethod<bool, McpJson> Ping = new(MethodNames.Ping, null, McpJson.Read);

    /// <summary>Asks whether the peer is there (MCP "Ping").</summary>
    /// <exception cref="McpUnsupportedException">The revision is stateless and has no ping: any call shows that the server lives.</exception>
    public static async ValueTask PingAsync(this McpCaller caller, McpCallOptions options = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(caller);
        StatefulOnly.Check(caller, Ping.Name, "Any call shows that the server lives.");
        await caller.InvokeAsync(Ping, false, options, cancellationToken).ConfigureAwait(false);
    }
}
