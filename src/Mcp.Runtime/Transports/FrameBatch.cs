using System.Runtime.InteropServices;
using Mcp.Buffers;

namespace Mcp.Transports;

/// <summary>
/// The frames of one write: they become one range of bytes, each ended by a line feed, and are held until the write is over. Where a write
/// is a message by itself, each frame goes alone, without a line feed and without a copy.
/// </summary>
internal sealed class FrameBatch(BufferPool buffers, bool alone = false)
{
    public const int MaxFrames = 16;
    public const int MaxBytes = 64 * 1024;

    private readonly Payload[] _frames = new Payload[MaxFrames];
    private int _count;
    private int _bytes;
    private byte[]? _joined;

    /// <summary>What the batch takes of the connection's <see cref="OutboundRoom"/>.</summary>
    public long Cost { get; private set; }

    public bool IsFull => _count == (alone ? 1 : MaxFrames);

    /// <summary>Whether one more frame goes with those that are here. A large one goes alone.</summary>
    public bool Fits(Payload frame) => _count == 0 || _bytes + frame.Length + 1 <= MaxBytes;

    public void Add(Payload frame)
    {
        _frames[_count++] = frame;
        _bytes += frame.Length + 1;
        Cost += OutboundRoom.CostOf(frame.Length);
    }

    /// <summary>The bytes of the write; empty if there is nothing to send.</summary>
    public ReadOnlyMemory<byte> ToBytes()
    {
        if (_count == 0)
            return default;
        if (alone)
            return _frames[0].Memory;
        return _count == 1 && TryEndInPlace(_frames[0], out ReadOnlyMemory<byte> line) ? line : Join();
    }

    /// <summary>The write is over: everything goes back.</summary>
    public void Return()
    {
        ReturnFrames();
        _bytes = 0;
        Cost = 0;
        if (_joined is null)
            return;
        buffers.Return(_joined);
        _joined = null;
    }

    /// <summary>A frame that goes alone needs no copy: its rented buffer nearly always has room for the line feed, and it is ours.</summary>
    private static bool TryEndInPlace(Payload payload, out ReadOnlyMemory<byte> line)
    {
        line = default;
        if (!MemoryMarshal.TryGetArray(payload.Memory, out ArraySegment<byte> bytes) || bytes.Array is not { } array)
            return false;
        int end = bytes.Offset + bytes.Count;
        if (end >= array.Length)
            return false;
        array[end] = (byte)'\n';
        line = array.AsMemory(bytes.Offset, bytes.Count + 1);
        return true;
    }

    private ReadOnlyMemory<byte> Join()
    {
        _joined = buffers.Rent(_bytes);
        int position = 0;
        foreach (Payload payload in _frames.AsSpan(0, _count))
        {
            payload.Span.CopyTo(_joined.AsSpan(position));
            position += payload.Length;
            _joined[position++] = (byte)'\n';
        }

        ReturnFrames();
        return _joined.AsMemory(0, position);
    }

    private void ReturnFrames()
    {
        foreach (Payload payload in _frames.AsSpan(0, _count))
            payload.Return();
        Array.Clear(_frames, 0, _count);
        _count = 0;
    }
}
