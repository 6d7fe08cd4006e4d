using Mcp.Runtime.Tests.Kit;

namespace Mcp.Runtime.Tests.Sessions;

/// <summary>A peer that reads slowly, or not at all (fault row 20).</summary>
public sealed class FullConnectionTests : IDisposable
{
    private static readonly string Large = new('a', 600);

    private readonly HandSession _hand = new(outboundBytes: 1024);

    [Fact]
    public void Calls_wait_unwritten_while_the_connection_is_full_and_leave_in_order()
    {
        _hand.Output.IsOpen = false;
        Task<McpJson>[] calls = [.. Enumerable.Range(0, 6).Select(i => _hand.Call(Large + i))];

        // The second frame passes the bound; from the third on nothing is written.
        Assert.Equal(2, _hand.Slots.InFlight);
        Assert.InRange(_hand.Session.Connection.Room.Bytes, 1024, 2048);

        _hand.Pass();

        Assert.Equal(Enumerable.Range(0, 6), _hand.Frames.Select(TextEnd));
        Assert.All(calls, static call => Assert.False(call.IsCompleted));
    }

    [Fact]
    public async Task A_call_that_finds_no_room_in_its_time_was_not_sent()
    {
        _hand.Output.IsOpen = false;
        _ = _hand.Call(Large);
        _ = _hand.Call(Large);
        Task<McpJson> waiting = _hand.Call(Large, new McpCallOptions { Timeout = TimeSpan.FromSeconds(2) });

        _hand.Advance(2);

        McpTimeoutException error = await Assert.ThrowsAsync<McpTimeoutException>(() => waiting);
        Assert.Equal((McpTimeoutPhase.Queue, McpDisposition.NotSent), (error.Phase, error.Disposition));
    }

    [Fact]
    public async Task A_peer_that_stops_reading_ends_the_connection_and_each_call_knows_how_far_it_came()
    {
        _hand.Output.IsOpen = false;
        Task<McpJson> written = _hand.Call(Large);
        Task<McpJson> queued = _hand.Call(Large);
        Task<McpJson> waiting = _hand.Call(Large);

        _hand.Advance(30);
        _hand.Output.Break(new IOException("closed"));
        _hand.Advance(1);

        McpConnectionException[] errors =
        [
            await Assert.ThrowsAsync<McpConnectionException>(() => written),
            await Assert.ThrowsAsync<McpConnectionException>(() => queued),
            await Assert.ThrowsAsync<McpConnectionException>(() => waiting),
        ];
        Assert.Equal([McpDisposition.Sent, McpDisposition.NotSent, McpDisposition.NotSent], errors.Select(error => error.Disposition));
        Assert.All(errors, error => Assert.Equal(McpCloseReason.WriteStalled, error.Close.Reason));
        Assert.Contains("WriteTimeout", errors[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_notification_goes_out_at_once_and_its_sender_waits_for_room()
    {
        _hand.Output.IsOpen = false;
        ValueTask first = _hand.Session.NotifyAsync(HandSession.Note, Large);
        Assert.True(first.IsCompletedSuccessfully);
        Task second = _hand.Session.NotifyAsync(HandSession.Note, Large).AsTask();
        _hand.Scheduler.RunAll();
        Assert.False(second.IsCompleted);

        _hand.Pass();

        Assert.True(second.IsCompletedSuccessfully);
        Assert.Equal(2, _hand.Frames.Length);
    }

    [Fact]
    public void A_sender_that_waits_for_room_is_let_go_when_the_connection_ends()
    {
        _hand.Output.IsOpen = false;
        _ = _hand.Session.NotifyAsync(HandSession.Note, Large).AsTask();
        Task waiting = _hand.Session.NotifyAsync(HandSession.Note, Large).AsTask();

        _hand.Advance(30);

        Assert.True(waiting.IsCompletedSuccessfully);
    }

    public void Dispose() => _hand.Dispose();

    private static int TextEnd(string frame) => frame[frame.IndexOf(Large, StringComparison.Ordinal) + Large.Length] - '0';
}
