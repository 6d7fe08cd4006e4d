using Mcp.Options;

namespace Mcp.Transports.InProcess;

/// <summary>Reaches a server within this process: each connect makes a pair and gives the other end to the server.</summary>
/// <param name="description">The server's name, for logs and error texts.</param>
/// <param name="accept">Attaches a server session to the connection it is given, and starts it.</param>
internal sealed class InProcessTransport(string description, Func<IConnection, CancellationToken, ValueTask> accept) : McpTransport
{
    public override string Description => description;

    internal override async ValueTask<IConnection> OpenAsync(RuntimeServices services, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        (InProcessConnection client, InProcessConnection server) = InProcessConnection.CreatePair(services, services);
        try
        {
            await accept(server, cancellationToken).ConfigureAwait(false);
            return client;
        }
        catch (Exception error) when (error is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            var close = new McpCloseInfo(McpCloseReason.ConnectFailed) { Error = error };
            client.Abort(close);
            throw new McpConnectionException(close) { Disposition = McpDisposition.NotSent };
        }
        catch (OperationCanceledException)
        {
            client.Abort(new McpCloseInfo(McpCloseReason.ClientClosed));
            throw;
        }
    }
}
