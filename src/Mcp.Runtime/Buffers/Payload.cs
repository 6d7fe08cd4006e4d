namespace Mcp.Buffers;

/// <summary>A rented byte range with exactly one owner. It is moved, never shared; the last owner returns it.</summary>
internal readonly struct Payload
{
    private readonly BufferPool? _pool;
    private readonly byte[]? _buffer;

    public Payload(BufferPool pool, byte[] buffer, int length)
    {
        _pool = pool;
        _buffer = buffer;
        Length = length;
    }

    public int Length { get; }

    public bool IsEmpty => _buffer is null;

    public ReadOnlySpan<byte> Span => _buffer.AsSpan(0, Length);

    public ReadOnlyMemory<byte> Memory => _buffer.AsMemory(0, Length);

    public static Payload CopyOf(BufferPool pool, ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return default;
        byte[] buffer = pool.Rent(bytes.Length);
        bytes.CopyTo(buffer);
        return new Payload(pool, buffer, bytes.Length);
    }

    public void Return()
    {
        if (_buffer is not null)
            _pool!.Return(_buffer);
    }
}
