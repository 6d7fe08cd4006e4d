using System.Text;

namespace Mcp.Runtime.Tests.Kit;

/// <summary>An output whose writes stay pending until the test lets them through, or fails them.</summary>
internal sealed class GatedStream : Stream
{
    private readonly List<string> _writes = [];
    private readonly List<int> _sizes = [];
    private TaskCompletionSource? _gate;

    public bool IsOpen { get; set; } = true;

    public Exception? Failure { get; set; }

    public bool IsPending => _gate is not null;

    public IReadOnlyList<string> Writes => _writes;

    public IReadOnlyList<int> Sizes => _sizes;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Assert.False(cancellationToken.CanBeCanceled);
        if (Failure is not null)
            throw Failure;
        _writes.Add(Encoding.UTF8.GetString(buffer.Span));
        _sizes.Add(buffer.Length);
        if (IsOpen)
            return default;
        _gate = new TaskCompletionSource();
        return new ValueTask(_gate.Task);
    }

    /// <summary>Whoever waits for the write continues within this call.</summary>
    public void Pass() => Inline.Run(Interlocked.Exchange(ref _gate, null)!.SetResult);

    public void Break(Exception error) => Inline.Run(() => Interlocked.Exchange(ref _gate, null)!.SetException(error));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
