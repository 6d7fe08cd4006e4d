using Mcp.Buffers;

namespace Mcp.Behaviour.Tests.Simulation;

/// <summary>Knows every buffer that is out, and refuses one that comes back twice.</summary>
internal sealed class CountingPool : BufferPool
{
    private readonly HashSet<byte[]> _out = new(ReferenceEqualityComparer.Instance);

    public int Outstanding => _out.Count;

    public override byte[] Rent(int minimumLength)
    {
        byte[] buffer = new byte[minimumLength];
        _out.Add(buffer);
        return buffer;
    }

    public override void Return(byte[] buffer)
    {
        if (!_out.Remove(buffer))
            throw new InvalidOperationException("A buffer was returned that is not out: returned twice, or foreign.");
        // What is read after its return shall be seen to be wrong.
        buffer.AsSpan().Fill(0xEE);
    }
}
