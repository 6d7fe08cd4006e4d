using System.Text;
using Mcp.Runtime.Tests.Kit;
using Mcp.Wire;
using Xunit.Abstractions;

namespace Mcp.Runtime.Tests.Wire.Fuzz;

/// <summary>However a stream is split, the framers cut it like the reference that sees all of it.</summary>
[Trait("Category", "Fuzz")]
public sealed class FramerFuzzTests(ITestOutputHelper output)
{
    private static readonly string[] LineParts =
        ["{\"a\":1}", "\n", "\n", "\r\n", "\r", " ", "\t", "banner", "\u00ef\u00bb\u00bf", "\u00ef\u00bb", "\0", "\u00e9"];

    private static readonly string[] EventParts =
        ["data", "data:", "data: ", "id:", "id: ", "id", "event:", "event: ", "retry:", "retry: ", ":", "\n", "\n", "\n\n", "\r", "\r\n", "\r\n\r\n", " ", "a", "message",
         "7", "007", "99999999999", "{}", "\0", "\u00ef\u00bb\u00bf", "\u00ef", ": keep-alive\n", "data: {\"x\":1}\n\n", "id: 7\n"];

    [Fact]
    public void Lines_are_cut_alike_however_they_arrive() => FuzzRun.Over(20_000, output, chance =>
    {
        string stream = Stream(chance, LineParts);
        int limit = chance.Next(3) == 0 ? chance.Next(1, 30) : 4096;
        var pool = new CountingPool();
        var framer = new LineFramer(pool, limit);
        List<(string Frame, int RawLength)> expected = ReferenceStreams.Lines(stream, out string rest);
        var found = new List<string>();
        bool tooLarge = false;
        Feed(chance, stream, framer.GetMemory, framer.Added, () =>
        {
            FramerStatus status;
            while ((status = framer.TryRead(out ReadOnlySpan<byte> frame)) == FramerStatus.Frame)
                found.Add(Encoding.Latin1.GetString(frame));
            tooLarge = status == FramerStatus.TooLarge;
            return !tooLarge;
        });
        var whole = expected.Select(line => line.Frame).Where(frame => frame != "").ToList();
        if (tooLarge)
        {
            // Blank space around a frame may have come in time to be seen without it, or not.
            Assert.True(rest.Length > limit || expected.Any(line => line.RawLength > limit), "nothing is too large");
            Assert.Equal(whole.Take(found.Count), found);
        }
        else
        {
            Assert.Equal(whole, found);
            Assert.True(rest.Length <= limit, "too large and not noticed");
            if (expected.Count > 0)
                Assert.Equal(rest.Trim(' ', '\t', '\r') != "", framer.HasPartialFrame);
        }

        Assert.All(found, frame => Assert.InRange(frame.Length, 1, limit));
        framer.Return();
        pool.AssertNothingIsOut();
    });

    [Fact]
    public void Events_are_cut_alike_however_they_arrive() => FuzzRun.Over(20_000, output, chance =>
    {
        string stream = Stream(chance, EventParts);
        int limit = chance.Next(6) == 0 ? chance.Next(1, 12) : 4096;
        var pool = new CountingPool();
        var framer = new SseFramer(pool, limit);
        ReferenceEvents expected = ReferenceStreams.Events(stream);
        var found = new List<(string Name, string Data)>();
        bool tooLarge = false;
        Feed(chance, stream, framer.GetMemory, framer.Added, () =>
        {
            FramerStatus status;
            while ((status = framer.TryRead(out SseEvent item)) == FramerStatus.Frame)
                found.Add((Encoding.Latin1.GetString(item.Name), Encoding.Latin1.GetString(item.Data)));
            tooLarge = status == FramerStatus.TooLarge;
            return !tooLarge;
        });
        if (tooLarge)
        {
            Assert.True(limit < 12, "a small event is too large");
            Assert.Equal(expected.Events.Take(found.Count), found);
        }
        else
        {
            Assert.Equal(expected.Events, found);
            Assert.Equal(expected.LastEventId, framer.LastEventId);
            Assert.Equal(expected.Retry, framer.RetryMilliseconds);
        }

        Assert.All(found, item => Assert.InRange(item.Data.Length, 1, limit));
        framer.Return();
        pool.AssertNothingIsOut();
    });

    private static string Stream(Random chance, string[] parts)
    {
        var text = new StringBuilder();
        for (int i = chance.Next(40); i > 0; i--)
            text.Append(parts[chance.Next(parts.Length)]);
        return text.ToString();
    }

    /// <summary>Gives the bytes in pieces until they end or the framer has had enough.</summary>
    private static void Feed(Random chance, string stream, Func<Memory<byte>> memory, Action<int> added, Func<bool> read)
    {
        byte[] bytes = Encoding.Latin1.GetBytes(stream);
        bool single = chance.Next(4) == 0;
        for (int at = 0; at < bytes.Length;)
        {
            Memory<byte> room = memory();
            Assert.False(room.IsEmpty);
            int size = Math.Min(room.Length, single ? 1 : chance.Next(1, bytes.Length - at + 1));
            bytes.AsSpan(at, size).CopyTo(room.Span);
            added(size);
            at += size;
            if (!read())
                return;
        }
    }
}
