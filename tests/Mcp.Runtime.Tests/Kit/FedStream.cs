using System.Text;

namespace Mcp.Runtime.Tests.Kit;

/// <summary>An input that brings what the test feeds, when it feeds it; closing it ends a read that is pending.</summary>
internal sealed class FedStream : Stream
{
    private readonly Queue<byte[]> _fed = new();
    private TaskCompletionSource<int>? _read;
    private Memory<byte> _target;
    private bool _ended;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public void Feed(string line)
    {
        _fed.Enqueue(Encoding.UTF8.GetBytes(line + "\n"));
        Serve();
    }

    public void End()
    {
        _ended = true;
        Serve();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _target = buffer;
        _read = new TaskCompletionSource<int>();
        Task<int> task = _read.Task;
        Serve();
        return new ValueTask<int>(task);
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        End();
        base.Dispose(disposing);
    }

    private void Serve()
    {
        if (_read is not { } read)
            return;
        int count = 0;
        if (_fed.TryDequeue(out byte[]? bytes))
        {
            bytes.CopyTo(_target);
            count = bytes.Length;
        }
        else if (!_ended)
        {
            return;
        }

        _read = null;
        Inline.Run(() => read.SetResult(count));
    }
}
