using Mcp.Options;
using Mcp.TestServer;
using Mcp.Transports;

namespace Mcp.Behaviour.Tests.Neutral;

/// <summary>Reaches a fresh neutral server with each connection, and cuts the connection when told to.</summary>
internal sealed class CuttableTransport(Action<McpHandlerTable>? configure = null) : McpTransport
{
    /// <summary>Every connection that was opened, in order.</summary>
    public List<IConnection> Opened { get; } = [];

    public override string Description => "cuttable";

    public void Cut() => Opened[^1].Abort(new McpCloseInfo(McpCloseReason.IoError));

    internal override async ValueTask<IConnection> OpenAsync(RuntimeServices services, CancellationToken cancellationToken)
    {
        McpHandlerTable table = new NeutralServer().Table();
        configure?.Invoke(table);
        var server = new McpServer(new McpServerOptions { Handlers = { table } });
        IConnection connection = await server.AsTransport().OpenAsync(services, cancellationToken);
        Opened.Add(connection);
        return connection;
    }
}
