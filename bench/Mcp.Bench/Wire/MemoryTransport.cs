using Mcp.Options;
using Mcp.Transports;

namespace Mcp.Bench.Wire;

/// <summary>This library's way onto the bench's byte stream: the connection that stdio uses, over other streams.</summary>
internal sealed class MemoryTransport(Wiring wiring) : McpTransport
{
    public override string Description => "the bench's responder";

    internal override ValueTask<IConnection> OpenAsync(RuntimeServices services, CancellationToken cancellationToken) =>
        new(new StreamConnection(services, wiring.ToClient, wiring.ToServer));
}
