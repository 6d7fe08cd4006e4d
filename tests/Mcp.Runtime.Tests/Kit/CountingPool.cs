using Mcp.Buffers;

namespace Mcp.Runtime.Tests.Kit;

/// <summary>Knows every buffer that is out, refuses one that comes back twice, and spoils it so that a late reader is seen.</summary>
internal sealed class CountingPool : BufferPool
{
    private readonly HashSet<byte[]> _out = new(ReferenceEqualityComparer.Instance);
    private long _bytes;

    public long PeakBytes { get; private set; }

    public int Largest { get; private set; }

    public override byte[] Rent(int minimumLength)
    {
        byte[] buffer = new byte[minimumLength];
        lock (_out)
        {
            _out.Add(buffer);
            _bytes += minimumLength;
            PeakBytes = Math.Max(PeakBytes, _bytes);
            Largest = Math.Max(Largest, minimumLength);
        }

        return buffer;
    }

    public override void Return(byte[] buffer)
    {
        lock (_out)
        {
            if (!_out.Remove(buffer))
                throw new InvalidOperationException("A buffer came back that is not out.");
            _bytes -= buffer.Length;
        }

        buffer.AsSpan().Fill(0xEE);
    }

    public void AssertNothingIsOut()
    {
        lock (_out)
            Assert.Empty(_out);
    }
}
