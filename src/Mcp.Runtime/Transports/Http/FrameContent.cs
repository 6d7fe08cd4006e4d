using System.Net;
using System.Net.Http.Headers;
using Mcp.Buffers;

namespace Mcp.Transports.Http;

/// <summary>
/// A frame as the body of a POST. It may be sent again (a stale pooled connection, a redirect) until it is disposed; the payload goes back
/// when it is disposed and nobody is still writing it, for HTTP/2 may hand out the answer while the body is on its way.
/// </summary>
internal sealed class FrameContent : HttpContent
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly Payload _payload;
    private int _holders = 1;
    private int _disposed;
    private volatile bool _wasWritten;

    public FrameContent(Payload payload)
    {
        _payload = payload;
        Headers.ContentType = Json;
    }

    /// <summary>Whether any of it may have left.</summary>
    public bool WasWritten => _wasWritten;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(!TryHold(), this);
        _wasWritten = true;
        try
        {
            await stream.WriteAsync(_payload.Memory, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            LetGo();
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _payload.Length;
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
            LetGo();
        base.Dispose(disposing);
    }

    private bool TryHold()
    {
        int holders = Volatile.Read(ref _holders);
        while (holders > 0)
        {
            int seen = Interlocked.CompareExchange(ref _holders, holders + 1, holders);
            if (seen == holders)
                return true;
            holders = seen;
        }

        return false;
    }

    private void LetGo()
    {
        if (Interlocked.Decrement(ref _holders) == 0)
            _payload.Return();
    }
}
