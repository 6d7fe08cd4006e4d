using Mcp.Options;
using Mcp.Wire;

namespace Mcp.Transports.Listening;

/// <summary>Answers a client's first request with why it is not served, and ends the connection. Whoever says nothing is left after a while.</summary>
internal sealed class Refusal(RuntimeServices services, IConnection connection, string reason) : IFrameSink
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private int _answered;

    public async Task RunAsync()
    {
        connection.Start(this);
        if (!await BoundedWait.ForAsync(connection.Closed, Patience, services.Time).ConfigureAwait(false))
            connection.Abort(new McpCloseInfo(McpCloseReason.ClientClosed));
        await connection.Closed.ConfigureAwait(false);
    }

    public void OnFrame(ReadOnlySpan<byte> frame)
    {
        Envelope envelope = EnvelopeScanner.Scan(frame);
        if (envelope.Kind != FrameKind.Request || Interlocked.Exchange(ref _answered, 1) != 0)
            return;
        McpJsonWriter writer = McpJsonWriter.Rent(services.Buffers);
        writer.WriteRaw("{\"jsonrpc\":\"2.0\",\"id\":"u8);
        PeerRequestId.From(envelope).Write(writer);
        writer.WriteRaw(",\"error\":{\"code\":"u8);
        writer.WriteNumber(McpErrorCodes.ServerBusy);
        writer.Name("\"message\":"u8);
        writer.WriteString(reason);
        writer.WriteRaw("}}"u8);
        connection.Send(new OutboundFrame { Payload = writer.Detach() });
        _ = connection.CloseAsync();
    }

    public bool OnSending(int requestId) => true;

    public void OnExchangeFailed(int requestId, McpException error)
    {
    }

    public void OnNoise(string what)
    {
    }

    public void OnClosed(McpCloseInfo close)
    {
    }
}
