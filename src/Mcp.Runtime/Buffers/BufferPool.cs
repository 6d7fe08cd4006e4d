using System.Buffers;

namespace Mcp.Buffers;

/// <summary>
/// Where every byte range of a message comes from and goes back to. Small ones live in rings of our own: they are rented on one thread
/// and returned on another, where the shared array pool takes a lock. At most a megabyte per size is kept. Overridden by tests that count.
/// </summary>
internal class BufferPool
{
    private const int Small = 512;
    private const int Medium = 4096;
    private const int Kept = 1 << 20;

    private readonly Recycler<byte[]> _small = new(Kept / Small);
    private readonly Recycler<byte[]> _medium = new(Kept / Medium);

    public static BufferPool Shared { get; } = new();

    /// <summary>A buffer of at least this length; its content is arbitrary.</summary>
    public virtual byte[] Rent(int minimumLength) => minimumLength switch
    {
        <= Small => _small.TryTake() ?? GC.AllocateUninitializedArray<byte>(Small),
        <= Medium => _medium.TryTake() ?? GC.AllocateUninitializedArray<byte>(Medium),
        _ => ArrayPool<byte>.Shared.Rent(minimumLength),
    };

    public virtual void Return(byte[] buffer)
    {
        if (buffer.Length == Small)
            _small.Give(buffer);
        else if (buffer.Length == Medium)
            _medium.Give(buffer);
        else
            ArrayPool<byte>.Shared.Return(buffer);
    }
}
