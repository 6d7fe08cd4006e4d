using System.Buffers;

namespace Mcp.Buffers;

/// <summary>Where every byte range of a message comes from and goes back to. Overridden by tests that count.</summary>
internal class BufferPool
{
    public static BufferPool Shared { get; } = new();

    public virtual byte[] Rent(int minimumLength) => ArrayPool<byte>.Shared.Rent(minimumLength);

    public virtual void Return(byte[] buffer) => ArrayPool<byte>.Shared.Return(buffer);
}
