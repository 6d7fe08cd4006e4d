using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using Mcp.Buffers;
using Mcp.Wire;

namespace Mcp.Transports.WebSockets;

/// <summary>Frames that are the text messages of a WebSocket; fragments are joined in one rented buffer, up to the limit.</summary>
internal sealed class MessageSource(WebSocket socket, BufferPool buffers, int maxFrameBytes) : FrameSource
{
    private ReadWindow _window = new(buffers, maxFrameBytes);
    private bool _isWhole;
    private int _receiving;
    private int _closed;

    public override bool EndsInFrame => _window.Length > 0;

    // Pooled: otherwise every message that has to be waited for would cost a task.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<int> ReadAsync()
    {
        Interlocked.Exchange(ref _receiving, 1);
        // Whoever closes looks the other way round, so one of the two sees the other.
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _closed) != 0, this);
        ValueWebSocketReceiveResult part = await socket.ReceiveAsync(_window.GetMemory(), CancellationToken.None).ConfigureAwait(false);
        Interlocked.Exchange(ref _receiving, 0);
        switch (part.MessageType)
        {
            case WebSocketMessageType.Close:
                return 0;
            case WebSocketMessageType.Text:
                _window.Added(part.Count);
                _isWhole = part.EndOfMessage;
                break;
            default:
                // JSON-RPC is text; what else comes is dropped like a line that is no frame.
                if (part.EndOfMessage)
                    Sink.OnNoise("a binary message");
                break;
        }

        return 1;
    }

    public override FramerStatus TryRead(out ReadOnlySpan<byte> frame)
    {
        frame = default;
        if (_window.Length > maxFrameBytes)
            return FramerStatus.TooLarge;
        if (!_isWhole)
            return FramerStatus.NeedMore;
        _isWhole = false;
        frame = _window.Span.Trim(" \t\r\n"u8);
        _window.Consume(_window.Length);
        return frame.IsEmpty ? FramerStatus.NeedMore : FramerStatus.Frame;
    }

    public override void Return() => _window.Return();

    /// <summary>A pending receive ends by nothing but aborting the socket. Without one the socket stays good for a last word.</summary>
    public override void Dispose()
    {
        Interlocked.Exchange(ref _closed, 1);
        if (Volatile.Read(ref _receiving) != 0)
            socket.Abort();
    }
}
