using System.Buffers;

namespace Mcp.Protocol.Tests.Kit;

/// <summary>Bytes that do not come in one piece.</summary>
internal static class Segments
{
    /// <summary>The bytes in two segments.</summary>
    public static ReadOnlySequence<byte> Split(byte[] bytes, int at)
    {
        var first = new Segment(bytes.AsMemory(0, at), null);
        var last = new Segment(bytes.AsMemory(at), first);
        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    /// <summary>The bytes in as many segments as there are bytes: every boundary at once.</summary>
    public static ReadOnlySequence<byte> Single(byte[] bytes)
    {
        var first = new Segment(bytes.AsMemory(0, 1), null);
        Segment last = first;
        for (int at = 1; at < bytes.Length; at++)
            last = new Segment(bytes.AsMemory(at, 1), last);
        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    /// <summary>A stream that gives a few bytes at a time, one unless more are asked for.</summary>
    public static Stream Drip(byte[] bytes, int most = 1) => new DripStream(bytes, most);

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, Segment? before)
        {
            Memory = memory;
            if (before is null)
                return;
            RunningIndex = before.RunningIndex + before.Memory.Length;
            before.Next = this;
        }
    }

    private sealed class DripStream(byte[] bytes, int most) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(most, buffer.Length)]);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));
    }
}
