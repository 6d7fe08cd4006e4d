using Mcp.Buffers;

namespace Mcp.Wire;

/// <summary>The bytes that were read and not yet consumed, in one rented buffer that grows up to a limit.</summary>
internal struct ReadWindow(BufferPool pool, int limit)
{
    private const int InitialSize = 64 * 1024;

    private byte[]? _buffer;
    private int _start;
    private int _end;

    public readonly int Length => _end - _start;

    public readonly ReadOnlySpan<byte> Span => _buffer.AsSpan(_start, _end - _start);

    /// <summary>Room for the next read; <see cref="Added"/> says how much of it was used.</summary>
    public Memory<byte> GetMemory()
    {
        if (_start == _end)
        {
            _start = _end = 0;
            // One large frame must not hold its buffer for the rest of the connection's life.
            if (_buffer?.Length > 2 * InitialSize)
                Return();
        }

        _buffer ??= pool.Rent(InitialSize);
        if (_end == _buffer.Length)
            MakeRoom();
        return _buffer.AsMemory(_end);
    }

    public void Added(int count) => _end += count;

    public void Consume(int count) => _start += count;

    public void Return()
    {
        if (_buffer is not null)
            pool.Return(_buffer);
        _buffer = null;
        _start = _end = 0;
    }

    private void MakeRoom()
    {
        int length = Length;
        // Half a buffer free in front: moving is cheaper than growing. One byte above the limit must fit, or it would not be noticed.
        if (_start > _buffer!.Length / 2)
        {
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, length);
        }
        else
        {
            // The last step goes straight to the limit: old and new buffer are held together while the bytes move.
            long doubled = _buffer.Length * 2L;
            long most = Math.Max(limit + 2L, length + 1L);
            byte[] larger = pool.Rent((int)(doubled * 2 > most ? most : doubled));
            Buffer.BlockCopy(_buffer, _start, larger, 0, length);
            pool.Return(_buffer);
            _buffer = larger;
        }

        _start = 0;
        _end = length;
    }
}
