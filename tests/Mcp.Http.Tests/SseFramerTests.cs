using System.Text;
using Mcp.Http.Tests.Kit;
using Mcp.Wire;

namespace Mcp.Http.Tests;

public sealed class SseFramerTests
{
    private const string Tricky =
        "\uFEFFdata: one\r\n\r\n" +
        ": a comment\n" +
        "event: message\rdata: two\rdata:three\rid: 7\r\r" +
        "retry: 2500\ndata\ndata: four\n\n" +
        "id: bad\0id\nretry: 1x\ndata:  five\nunknown: x\n:\n\n" +
        "id: 8\ndata:\n\n" +
        "event: ping\r\ndata: {}\r\n\r\n" +
        "id\ndata: six\n\n" +
        "id: 9\ndata: never ended\n";

    private static readonly string[] Expected = ["|one|", "message|two\nthree|7", "|\nfour|7", "| five|7", "ping|{}|8", "|six|"];

    [Fact]
    public void Whatever_the_split_the_events_are_the_same()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(Tricky);
        for (int split = 0; split <= bytes.Length; split++)
        {
            (List<string> events, SseFramer framer) = Read(1 << 16, bytes[..split], bytes[split..]);
            Assert.Equal(Expected, events);
            Assert.Equal("", framer.LastEventId);
            Assert.Equal(2500, framer.RetryMilliseconds);
        }
    }

    [Fact]
    public void Single_bytes_give_the_same_events() =>
        Assert.Equal(Expected, Read(1 << 16, [.. Encoding.UTF8.GetBytes(Tricky).Select(static b => new[] { b })]).Events);

    [Fact]
    public void An_event_that_ends_with_a_carriage_return_needs_no_further_byte() =>
        Assert.Equal(["|x|"], Read(100, "data: x\r\r"u8.ToArray()).Events);

    [Fact]
    public void The_id_of_a_half_event_does_not_count()
    {
        (List<string> events, SseFramer framer) = Read(100, "id: 1\ndata: a\n\nid: 2\ndata: b\n"u8.ToArray());
        Assert.Equal(["|a|1"], events);
        Assert.Equal("1", framer.LastEventId);
    }

    [Fact]
    public void An_event_without_data_moves_the_resume_point_only()
    {
        (List<string> events, SseFramer framer) = Read(100, "id: p\ndata:\n\n"u8.ToArray());
        Assert.Empty(events);
        Assert.Equal("p", framer.LastEventId);
    }

    [Fact]
    public void A_resumed_stream_starts_from_the_id_it_resumes() =>
        Assert.Equal("41", new SseFramer(new CountingPool(), 100, "41").LastEventId);

    [Theory]
    [InlineData("0", 0)]
    [InlineData("99999999999999999999", int.MaxValue)]
    [InlineData("", null)]
    [InlineData("-1", null)]
    public void Retry_takes_digits_only(string text, int? expected) =>
        Assert.Equal(expected, Read(100, Encoding.ASCII.GetBytes($"retry: {text}\n\n")).Framer.RetryMilliseconds);

    [Fact]
    public void Data_up_to_the_limit_passes()
    {
        string data = new('x', 100);
        Assert.Equal([$"|{data}|"], Read(100, Encoding.ASCII.GetBytes($"data: {data}\n\n")).Events);
    }

    [Theory]
    [InlineData("data: {0}y\n\n")]
    [InlineData("data: {0}\ndata:\n\n")]
    [InlineData("data: {0}{0}")]
    [InlineData("data: {0}\ndata: {0}")]
    [InlineData("event: {0}{0}")]
    public void Data_above_the_limit_ends_the_stream(string form) =>
        Assert.Equal("too large", Read(100, Encoding.ASCII.GetBytes(string.Format(form, new string('x', 100)))).Events.Last());

    [Fact]
    public void Comments_count_against_no_limit()
    {
        byte[] comment = Encoding.ASCII.GetBytes(":" + new string('c', 5000));
        Assert.Equal(["|a|"], Read(100, [.. comment.Chunk(700), "\n\rdata: a\n:"u8.ToArray(), comment, "\n\n"u8.ToArray()]).Events);
    }

    [Fact]
    public void A_huge_event_does_not_hold_its_memory()
    {
        var pool = new CountingPool();
        var framer = new SseFramer(pool, 1 << 20);
        Feed(framer, Encoding.ASCII.GetBytes($"data: {new string('x', 200_000)}\n\n:\n"));
        Assert.Equal(FramerStatus.Frame, framer.TryRead(out SseEvent item));
        Assert.Equal(200_000, item.Data.Length);
        Assert.Equal(2, pool.Rented);
        Assert.Equal(FramerStatus.NeedMore, framer.TryRead(out _));
        Assert.Equal(1, pool.Rented);
        framer.Return();
        Assert.Equal(0, pool.Rented);
    }

    private static (List<string> Events, SseFramer Framer) Read(int limit, params byte[][] pieces)
    {
        var pool = new CountingPool();
        var framer = new SseFramer(pool, limit);
        var events = new List<string>();
        foreach (byte[] piece in pieces)
        {
            Feed(framer, piece);
            FramerStatus status;
            while ((status = framer.TryRead(out SseEvent item)) == FramerStatus.Frame)
                events.Add($"{Encoding.UTF8.GetString(item.Name)}|{Encoding.UTF8.GetString(item.Data)}|{framer.LastEventId}");
            if (status == FramerStatus.TooLarge)
            {
                events.Add("too large");
                break;
            }
        }

        framer.Return();
        Assert.Equal(0, pool.Rented);
        return (events, framer);
    }

    private static void Feed(SseFramer framer, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            Span<byte> room = framer.GetMemory().Span;
            int count = Math.Min(room.Length, bytes.Length);
            bytes[..count].CopyTo(room);
            framer.Added(count);
            bytes = bytes[count..];
        }
    }
}
