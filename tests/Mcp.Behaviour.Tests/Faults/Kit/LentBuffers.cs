using System.Collections.Concurrent;
using Mcp.Buffers;

namespace Mcp.Behaviour.Tests.Faults.Kit;

/// <summary>Knows every buffer that is out, on any thread, and refuses one that comes back twice.</summary>
internal sealed class LentBuffers : BufferPool
{
    private readonly ConcurrentDictionary<byte[], bool> _out = new(ReferenceEqualityComparer.Instance);
    private int _largest;

    public int Outstanding => _out.Count;

    /// <summary>The length of the largest buffer that was ever asked for.</summary>
    public int Largest => Volatile.Read(ref _largest);

    public override byte[] Rent(int minimumLength)
    {
        int largest;
        while ((largest = Largest) < minimumLength)
            Interlocked.CompareExchange(ref _largest, minimumLength, largest);
        byte[] buffer = new byte[minimumLength];
        _out[buffer] = true;
        return buffer;
    }

    public override void Return(byte[] buffer)
    {
        if (!_out.TryRemove(buffer, out _))
            throw new InvalidOperationException("A buffer was returned that is not out: returned twice, or foreign.");
        // What is read after its return shall be seen to be wrong.
        buffer.AsSpan().Fill(0xEE);
    }
}
