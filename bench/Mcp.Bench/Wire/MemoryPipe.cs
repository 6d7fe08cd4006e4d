using System.Threading.Tasks.Sources;

namespace Mcp.Bench.Wire;

/// <summary>
/// One direction of a byte stream in memory, for one writer and one reader at a time. It takes no lock and allocates nothing after its
/// construction; a reader that waits is woken through the thread pool, as the reader of an operating system's pipe would be.
/// </summary>
internal sealed class MemoryPipe : Stream, IValueTaskSource<int>, IThreadPoolWorkItem
{
    // Far more than all requests in flight need: a writer never waits, and one that would have to is a mistake in the bench.
    private readonly byte[] _ring = new byte[1 << 22];
    private ManualResetValueTaskSourceCore<bool> _readable;
    private Memory<byte> _target;
    private long _written;
    private long _read;
    private int _waiting;
    private int _ended;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    private bool IsReadable => Volatile.Read(ref _written) != _read || Volatile.Read(ref _ended) != 0;

    /// <summary>Ends the stream: the reader gets what is left, then zero bytes.</summary>
    public void End()
    {
        Volatile.Write(ref _ended, 1);
        WakeReader();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (IsReadable)
            return new ValueTask<int>(Take(buffer.Span));
        _target = buffer;
        _readable.Reset();
        short version = _readable.Version;
        Await();
        return new ValueTask<int>(this, version);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _ended) != 0, this);
        ReadOnlySpan<byte> bytes = buffer.Span;
        if (_written - Volatile.Read(ref _read) + bytes.Length > _ring.Length)
            throw new IOException("The bench's pipe is full.");
        int start = (int)(_written & (_ring.Length - 1));
        int first = Math.Min(bytes.Length, _ring.Length - start);
        bytes[..first].CopyTo(_ring.AsSpan(start));
        bytes[first..].CopyTo(_ring);
        Volatile.Write(ref _written, _written + bytes.Length);
        WakeReader();
        return ValueTask.CompletedTask;
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    void IThreadPoolWorkItem.Execute()
    {
        if (IsReadable)
        {
            _readable.SetResult(true);
            return;
        }

        // The writer was overtaken: the reader took the bytes at once and waits again. Ending this wait would look like the end of the stream.
        Await();
    }

    int IValueTaskSource<int>.GetResult(short token)
    {
        _readable.GetResult(token);
        Memory<byte> target = _target;
        _target = default;
        return Take(target.Span);
    }

    ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => _readable.GetStatus(token);

    void IValueTaskSource<int>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _readable.OnCompleted(continuation, state, token, flags);

    protected override void Dispose(bool disposing)
    {
        End();
        base.Dispose(disposing);
    }

    private int Take(Span<byte> target)
    {
        int count = (int)Math.Min(target.Length, Volatile.Read(ref _written) - _read);
        int start = (int)(_read & (_ring.Length - 1));
        int first = Math.Min(count, _ring.Length - start);
        _ring.AsSpan(start, first).CopyTo(target);
        _ring.AsSpan(0, count - first).CopyTo(target[first..]);
        Volatile.Write(ref _read, _read + count);
        return count;
    }

    private void Await()
    {
        Interlocked.Exchange(ref _waiting, 1);
        if (IsReadable)
            WakeReader();
    }

    private void WakeReader()
    {
        // The exchange orders the bytes just published before the look at the flag; without a waiter it changes nothing.
        if (Interlocked.Exchange(ref _waiting, 0) == 1)
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }
}
