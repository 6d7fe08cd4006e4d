namespace Mcp.Transports.Stdio;

/// <summary>
/// Lets go of a read that nothing can end: reading the process's own standard input blocks a thread until a byte comes, and closing the
/// stream does not wake it. The inner read gets a buffer of its own, so that the reader's goes back to its pool.
/// </summary>
internal sealed class AbandonableStream(Stream inner) : OneWayStream
{
    private readonly CancellationTokenSource _closed = new();
    private readonly byte[] _bytes = new byte[64 * 1024];

    public override bool CanRead => true;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int room = Math.Min(buffer.Length, _bytes.Length);
        int count = await inner.ReadAsync(_bytes.AsMemory(0, room), CancellationToken.None).AsTask().WaitAsync(_closed.Token).ConfigureAwait(false);
        _bytes.AsSpan(0, count).CopyTo(buffer.Span);
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        // The inner stream stays open: it is the process's, and a read may still be in it.
        if (disposing)
            _closed.Cancel();
        base.Dispose(disposing);
    }
}
