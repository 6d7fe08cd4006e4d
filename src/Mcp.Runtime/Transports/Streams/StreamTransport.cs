using Mcp.Options;

namespace Mcp.Transports.Streams;

/// <summary>A server behind streams that the app opens: a serial line, a pipe of its own, a tunnel.</summary>
internal sealed class StreamTransport(string description, Func<CancellationToken, ValueTask<(Stream Input, Stream Output)>> open) : McpTransport
{
    public override string Description => description;

    internal override async ValueTask<IConnection> OpenAsync(RuntimeServices services, CancellationToken cancellationToken)
    {
        try
        {
            (Stream input, Stream output) = await open(cancellationToken).ConfigureAwait(false);
            return new StreamConnection(services, input, output);
        }
        catch (Exception error) when (error is not (OperationCanceledException or McpException))
        {
            throw new McpConnectionException(new McpCloseInfo(McpCloseReason.ConnectFailed) { Error = error })
            {
                Disposition = McpDisposition.NotSent,
            };
        }
    }
}
