namespace Mcp.Transports;

/// <summary>Stands in for the sink of a connection that ended before anyone listened to it.</summary>
internal sealed class NullSink : IFrameSink
{
    public static NullSink Instance { get; } = new();

    private NullSink()
    {
    }

    public void OnFrame(ReadOnlySpan<byte> frame)
    {
    }

    public bool OnSending(int requestId) => false;

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
