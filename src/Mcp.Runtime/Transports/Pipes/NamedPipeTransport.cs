using System.IO.Pipes;
using Mcp.Diagnostics;
using Mcp.Options;
using Mcp.Transports.Sockets;

namespace Mcp.Transports.Pipes;

/// <summary>A server behind a named pipe of this machine; frames are lines, as over stdio. The server may not act in the client's name.</summary>
internal sealed class NamedPipeTransport(string name) : McpTransport
{
    /// <summary>A pipe whose instances are all taken for the moment gets a new one soon; one that is not there is not waited for.</summary>
    private static readonly TimeSpan BusyWait = TimeSpan.FromMilliseconds(200);

    public override string Description { get; } = $"pipe:{name}";

    internal override PeerAddress Address { get; } = new("pipe", null, name);

    internal override async ValueTask<IConnection> OpenAsync(RuntimeServices services, CancellationToken cancellationToken)
    {
        var pipe = new NamedPipeClientStream(".", name, PipeDirection.InOut, PipeOptions.Asynchronous);
        try
        {
            await pipe.ConnectAsync(BusyWait, cancellationToken).ConfigureAwait(false);
            return new StreamConnection(services, pipe, pipe, new SocketPeer(services.Time));
        }
        catch (Exception error)
        {
            await pipe.DisposeAsync().ConfigureAwait(false);
            if (error is OperationCanceledException && cancellationToken.IsCancellationRequested)
                throw;
            throw SocketFailures.Error(new McpCloseInfo(McpCloseReason.ConnectFailed)
            {
                Error = error,
                Detail = error is TimeoutException ? $"{Description} does not answer: no server listens there" : $"{Description} cannot be reached: {error.Message.TrimEnd('.')}",
            });
        }
    }
}
