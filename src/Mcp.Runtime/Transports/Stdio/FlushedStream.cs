namespace Mcp.Transports.Stdio;

/// <summary>Flushes after each write: on Windows a child's input is a buffered file stream, which would keep a small frame to itself.</summary>
internal sealed class FlushedStream(Stream inner) : OneWayStream
{
    public override bool CanWrite => true;

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await inner.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        await inner.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
