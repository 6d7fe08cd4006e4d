using System.Text;
using Mcp.Runtime.Tests.Kit;
using Mcp.Wire;

namespace Mcp.Runtime.Tests.Wire;

public sealed class LineFramerTests : IDisposable
{
    private readonly CountingPool _pool = new();

    [Fact]
    public void Bytes_that_come_one_by_one_make_the_same_frames()
    {
        byte[] text = "{\"a\":1}\n{\"b\":2}\r\n\n{\"c\":3}\n"u8.ToArray();

        Assert.Equal(["{\"a\":1}", "{\"b\":2}", "{\"c\":3}"], Read(text, 1));
    }

    [Fact]
    public void Every_split_of_two_frames_makes_the_same_frames()
    {
        byte[] text = Encoding.UTF8.GetBytes("\uFEFF{\"x\":\"ü\"}\r\n\r\n{\"y\":2}\n");
        for (int first = 1; first < text.Length; first++)
        {
            var framer = new LineFramer(_pool, 1024);
            List<string> frames = [.. Feed(framer, text.AsSpan(0, first)), .. Feed(framer, text.AsSpan(first))];
            framer.Return();

            Assert.Equal(["{\"x\":\"ü\"}", "{\"y\":2}"], frames);
        }
    }

    [Fact]
    public void Ten_thousand_frames_in_one_read_all_come_out_in_order()
    {
        byte[] text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 10_000).Select(i => $"{{{i}}}\n")));

        Assert.Equal(Enumerable.Range(0, 10_000).Select(i => $"{{{i}}}"), Read(text, text.Length));
    }

    [Theory]
    [InlineData("{}\n", new[] { "{}" })]
    [InlineData("{}\r\n", new[] { "{}" })]
    [InlineData("\r\n\n  \n\t\r\n{}\n", new[] { "{}" })]
    [InlineData("\uFEFF{}\n", new[] { "{}" })]
    [InlineData("\uFEFF\n{}\n", new[] { "{}" })]
    [InlineData("{}\n\uFEFF{}\n", new[] { "{}", "\uFEFF{}" })]
    [InlineData("a\rb\n", new[] { "a\rb" })]
    [InlineData("", new string[0])]
    public void Line_ends_blanks_and_a_leading_mark_are_no_part_of_a_frame(string text, string[] frames)
    {
        Assert.Equal(frames, Read(Encoding.UTF8.GetBytes(text), 5));
    }

    [Theory]
    [InlineData("{}\n{\"half", true)]
    [InlineData("{}\n", false)]
    [InlineData("{}\n \r", false)]
    public void A_half_line_at_the_end_is_known_and_no_frame(string text, bool partial)
    {
        var framer = new LineFramer(_pool, 1024);

        Assert.Equal(["{}"], Feed(framer, Encoding.UTF8.GetBytes(text)));
        Assert.Equal(partial, framer.HasPartialFrame);
        framer.Return();
    }

    [Theory]
    [InlineData(1024, true)]
    [InlineData(1025, false)]
    public void The_limit_is_the_largest_frame_that_passes(int length, bool passes)
    {
        var framer = new LineFramer(_pool, 1024);
        Fill(framer, Encoding.UTF8.GetBytes(new string('x', length) + "\n"));

        Assert.Equal(passes ? FramerStatus.Frame : FramerStatus.TooLarge, framer.TryRead(out ReadOnlySpan<byte> frame));
        Assert.Equal(passes ? length : 0, frame.Length);
        framer.Return();
    }

    [Fact]
    public void An_endless_line_is_given_up_just_above_the_limit_and_its_memory_stays_bounded()
    {
        const int Limit = 1 << 20;
        const int FirstBuffer = 64 * 1024;
        var framer = new LineFramer(_pool, Limit);
        int fed = 0;
        FramerStatus status;
        do
        {
            Memory<byte> room = framer.GetMemory();
            room.Span.Fill((byte)'x');
            framer.Added(room.Length);
            fed += room.Length;
            status = framer.TryRead(out _);
        }
        while (status == FramerStatus.NeedMore);

        framer.Return();
        Assert.Equal(FramerStatus.TooLarge, status);
        Assert.InRange(fed, Limit + 1, Limit + FirstBuffer);
        Assert.InRange(_pool.Largest, Limit + 1, Limit + FirstBuffer);
        // While a buffer grows, the one before is still held.
        Assert.InRange(_pool.PeakBytes, Limit, (2 * Limit) + FirstBuffer);
    }

    public void Dispose() => _pool.AssertNothingIsOut();

    private List<string> Read(ReadOnlySpan<byte> text, int step)
    {
        var framer = new LineFramer(_pool, 1 << 20);
        List<string> frames = [];
        for (int at = 0; at < text.Length; at += step)
            frames.AddRange(Feed(framer, text.Slice(at, Math.Min(step, text.Length - at))));
        framer.Return();
        return frames;
    }

    private static List<string> Feed(LineFramer framer, ReadOnlySpan<byte> bytes)
    {
        Fill(framer, bytes);
        List<string> frames = [];
        while (framer.TryRead(out ReadOnlySpan<byte> frame) == FramerStatus.Frame)
            frames.Add(Encoding.UTF8.GetString(frame));
        return frames;
    }

    private static void Fill(LineFramer framer, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            Memory<byte> room = framer.GetMemory();
            int count = Math.Min(room.Length, bytes.Length);
            bytes[..count].CopyTo(room.Span);
            framer.Added(count);
            bytes = bytes[count..];
        }
    }
}
