using System.Text;
using Mcp.Buffers;
using Mcp.Runtime.Tests.Kit;
using Mcp.Wire;

namespace Mcp.Runtime.Tests.Wire;

/// <summary>The answers to an array of requests leave together, once, and within the size of a frame.</summary>
public sealed class BatchAnswerTests
{
    private readonly CountingPool _pool = new();
    private readonly List<(string Text, PeerRequestId? Id)> _sent = [];

    [Fact]
    public void Answers_wait_for_the_last_one_and_leave_as_one_array()
    {
        BatchAnswer batch = New(maxFrameBytes: 100);
        batch.Expect();
        batch.Add(Answer("1"), new PeerRequestId(1, null));
        batch.Settle();
        Assert.Empty(_sent);

        batch.Add(Answer("2"), new PeerRequestId(2, null));
        batch.Settle();

        Assert.Equal([("[1,2]", new PeerRequestId(1, null))], _sent);
        _pool.AssertNothingIsOut();
    }

    [Fact]
    public void What_would_pass_the_size_of_a_frame_leaves_in_parts()
    {
        BatchAnswer batch = New(maxFrameBytes: 8);
        batch.Add(Answer("111"), new PeerRequestId(1, null));
        batch.Add(Answer("222"), new PeerRequestId(2, null));
        batch.Add(Answer("3"), new PeerRequestId(3, null));

        batch.Settle();

        Assert.Equal(["[111]", "[222,3]"], _sent.Select(part => part.Text));
        _pool.AssertNothingIsOut();
    }

    [Fact]
    public void An_array_of_notifications_is_not_answered()
    {
        BatchAnswer batch = New(maxFrameBytes: 100);
        batch.Expect();
        batch.Settle();

        batch.Settle();

        Assert.Empty(_sent);
        _pool.AssertNothingIsOut();
    }

    private BatchAnswer New(int maxFrameBytes) => new(_pool, maxFrameBytes, (payload, id) =>
    {
        _sent.Add((Encoding.UTF8.GetString(payload.Span), id));
        payload.Return();
    });

    private Payload Answer(string text) => Payload.CopyOf(_pool, Encoding.UTF8.GetBytes(text));
}
