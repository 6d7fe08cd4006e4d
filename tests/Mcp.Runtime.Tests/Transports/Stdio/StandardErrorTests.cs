using System.Text;
using Mcp.Runtime.Tests.Kit;
using Mcp.Transports.Stdio;

namespace Mcp.Runtime.Tests.Transports.Stdio;

public class StandardErrorTests
{
    [Theory]
    [InlineData(3, 100, new[] { "c", "d", "e" })]
    [InlineData(10, 2, new[] { "d", "e" })]
    [InlineData(10, 100, new[] { "a", "b", "c", "d", "e" })]
    [InlineData(0, 100, new string[0])]
    public void The_ring_keeps_the_last_lines_within_both_bounds(int lines, int bytes, string[] kept)
    {
        var ring = new StderrRing(lines, bytes);
        foreach (string line in (string[])["a", "b", "c", "d", "e"])
            ring.Add(line, 1);

        Assert.Equal(kept, ring.ToArray());
    }

    [Fact]
    public async Task Lines_are_decoded_whole_and_the_last_needs_no_end()
    {
        Assert.Equal(["über", "", "zwei", "drei"], await PumpAsync("über\r\n\nzwei\ndrei"));
    }

    [Fact]
    [Trait("Row", "23")]
    public async Task A_flood_without_line_feeds_is_cut_into_pieces_and_stays_bounded()
    {
        string[] lines = await PumpAsync(new string('x', 100_000) + "\nend\n");

        Assert.Equal("end", lines[^1]);
        Assert.All(lines[..^1], line => Assert.InRange(line.Length, 1, 4096));
        Assert.InRange(lines.Sum(line => line.Length), 1, 16 * 1024);
    }

    [Fact]
    [Trait("Row", "24")]
    public async Task A_callback_that_throws_gets_the_next_line_all_the_same()
    {
        var pool = new CountingPool();
        var scheduler = new ManualScheduler();
        List<string> seen = [];
        using var stream = new MemoryStream("one\ntwo\n"u8.ToArray());
        await new StderrPump(stream, new StderrRing(9, 99), Fail, TestServices.With(pool, scheduler)).RunAsync();

        Assert.Empty(seen);
        scheduler.RunAll();
        Assert.Equal(["one", "two"], seen);
        pool.AssertNothingIsOut();

        void Fail(string line)
        {
            seen.Add(line);
            throw new InvalidOperationException();
        }
    }

    [Fact]
    public async Task A_callback_that_never_keeps_up_loses_lines_and_holds_nothing_up()
    {
        var scheduler = new ManualScheduler();
        List<string> seen = [];
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 5_000).Select(i => $"{i}\n"))));
        await new StderrPump(stream, new StderrRing(1, 99), seen.Add, TestServices.With(new CountingPool(), scheduler)).RunAsync();
        scheduler.RunAll();

        Assert.Equal(Enumerable.Range(0, 1_024).Select(i => $"{i}"), seen);
    }

    private static async Task<string[]> PumpAsync(string text)
    {
        var pool = new CountingPool();
        var ring = new StderrRing(64, 16 * 1024);
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        await new StderrPump(stream, ring, null, TestServices.With(pool)).RunAsync();
        pool.AssertNothingIsOut();
        return ring.ToArray();
    }
}
