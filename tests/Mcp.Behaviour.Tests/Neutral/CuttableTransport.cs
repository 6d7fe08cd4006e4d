using Mcp.Options;
using Mcp.TestServer;
using Mcp.Transports;

namespace Mcp.Behaviour.Tests.Neutral;

/// <summary>Reaches a fresh neutral server with each connection, and cuts the connection when told to.</summary>
internal sealed class CuttableTransport : McpTransport
{
    private IConnection? _last;

    public override string Description => "cuttable";

    public void Cut() => _last!.Abort(new McpCloseInfo(McpCloseReason.IoError));

    internal override async ValueTask<IConnection> OpenAsync(RuntimeServices services, CancellationToken cancellationToken)
    {
        var server = new McpServer(new McpServerOptions { Handlers = { new NeutralServer().Table() } });
        return _last = await server.AsTransport().OpenAsync(services, cancellationToken);
    }
}
