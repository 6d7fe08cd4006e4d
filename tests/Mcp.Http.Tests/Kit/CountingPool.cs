using Mcp.Buffers;

namespace Mcp.Http.Tests.Kit;

/// <summary>Knows what is rented, and spoils what is returned so that a late reader is seen.</summary>
internal sealed class CountingPool : BufferPool
{
    private readonly HashSet<byte[]> _rented = new(ReferenceEqualityComparer.Instance);

    public int Rented
    {
        get
        {
            lock (_rented)
                return _rented.Count;
        }
    }

    public override byte[] Rent(int minimumLength)
    {
        byte[] buffer = new byte[Math.Max(minimumLength, 16)];
        lock (_rented)
            _rented.Add(buffer);
        return buffer;
    }

    public override void Return(byte[] buffer)
    {
        lock (_rented)
        {
            if (!_rented.Remove(buffer))
                throw new InvalidOperationException("A buffer was returned that is not rented.");
        }

        buffer.AsSpan().Fill((byte)'!');
    }
}
