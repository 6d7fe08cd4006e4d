using Mcp.Diagnostics;
using Mcp.Options;

namespace Mcp.Transports.Http;

/// <summary>Streamable HTTP. Opening sends nothing: the first exchange shows whether anybody is there.</summary>
internal sealed class HttpTransport(HttpEndpoint endpoint) : McpTransport
{
    // Neither user info nor a query, which may hold a key.
    public override string Description { get; } = endpoint.Address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    internal override PeerAddress Address { get; } = new("tcp", "http", endpoint.Address.IdnHost, endpoint.Address.Port);

    internal override ValueTask<IConnection> OpenAsync(RuntimeServices services, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(new HttpConnection(endpoint, services));
    }
}
