namespace Mcp.Transports.Listening;

/// <summary>The reading half of a stream that goes both ways: closing it ends the read that is pending, and what is being answered can still leave.</summary>
internal sealed class HalfClosedInput(Stream inner) : OneWayStream
{
    private readonly CancellationTokenSource _closed = new();

    public override bool CanRead => true;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => inner.ReadAsync(buffer, _closed.Token);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _closed.Cancel();
        base.Dispose(disposing);
    }
}
