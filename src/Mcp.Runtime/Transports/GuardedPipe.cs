using System.IO.Pipes;

namespace Mcp.Transports;

/// <summary>
/// A pipe that may be closed at any moment. The first asynchronous call on a pipe builds what waits for it; closing the pipe meanwhile
/// would leave that call without an end and the handle open, so the two take turns. Neither of them blocks. One reader or one writer.
/// </summary>
internal sealed class GuardedPipe(PipeStream inner) : OneWayStream
{
    private readonly object _lock = new();
    private bool _isInUse;

    public override bool CanRead => inner.CanRead;

    public override bool CanWrite => inner.CanWrite;

    public static Stream Around(Stream stream) => stream is PipeStream pipe ? new GuardedPipe(pipe) : stream;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_isInUse)
            return inner.ReadAsync(buffer, cancellationToken);
        lock (_lock)
        {
            _isInUse = true;
            return inner.ReadAsync(buffer, cancellationToken);
        }
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_isInUse)
            return inner.WriteAsync(buffer, cancellationToken);
        lock (_lock)
        {
            _isInUse = true;
            return inner.WriteAsync(buffer, cancellationToken);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            lock (_lock)
                inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
