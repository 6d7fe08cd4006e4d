using Mcp.Runtime.Tests.Kit;
using Mcp.Transports;

namespace Mcp.Runtime.Tests.Transports;

/// <summary>What a connection holds is bounded, and a peer that takes nothing ends it.</summary>
public sealed class OutboundRoomTests : IDisposable
{
    private readonly CountingPool _pool = new();
    private readonly ManualScheduler _scheduler = new();
    private readonly ManualTime _time = new();
    private readonly GatedStream _output = new();
    private readonly RecordingSink _sink = new();
    private int _stalls;

    [Fact]
    public void What_is_being_written_counts_until_its_write_is_over()
    {
        FrameWriter writer = Writer(outboundBytes: 100);
        _output.IsOpen = false;

        Send(writer, new string('a', 100));

        Assert.True(writer.Room.IsFull);
        Assert.Equal(0, _sink.Rooms);
        Pass();
        Assert.False(writer.Room.IsFull);
        Assert.Equal(1, _sink.Rooms);
        Assert.Equal(0, writer.Room.Bytes);
        End(writer);
    }

    [Fact]
    public void A_request_that_was_given_up_makes_room_without_being_sent()
    {
        _sink.Allows = id => id != 2;
        FrameWriter writer = Writer(outboundBytes: 100);
        _output.IsOpen = false;
        Send(writer, "first", 1);
        Send(writer, new string('a', 100), 2);
        Assert.True(writer.Room.IsFull);

        Pass();

        Assert.Equal(["first\n"], _output.Writes);
        Assert.False(writer.Room.IsFull);
        Assert.Equal(1, _sink.Rooms);
        End(writer);
    }

    [Fact]
    public void Very_many_small_frames_fill_it_too()
    {
        FrameWriter writer = Writer(outboundBytes: 1 << 30);
        _output.IsOpen = false;
        for (int i = 0; i < OutboundRoom.MaxFrames - 1; i++)
            Send(writer, "x");
        Assert.False(writer.Room.IsFull);

        Send(writer, "x");

        Assert.True(writer.Room.IsFull);
        Pass();
        _scheduler.RunAll();
        End(writer);
    }

    [Fact]
    public void Whoever_waits_goes_on_when_there_is_room()
    {
        FrameWriter writer = Writer(outboundBytes: 100);
        Assert.True(writer.Room.WaitAsync().AsTask().IsCompleted);
        _output.IsOpen = false;
        Send(writer, new string('a', 100));
        Task first = writer.Room.WaitAsync().AsTask();
        Task second = writer.Room.WaitAsync().AsTask();
        _scheduler.RunAll();
        Assert.False(first.IsCompleted);

        Pass();
        _scheduler.RunAll();

        Assert.True(first.IsCompletedSuccessfully);
        Assert.True(second.IsCompletedSuccessfully);
        End(writer);
    }

    [Fact]
    public void Whoever_waits_goes_on_when_the_connection_ends()
    {
        FrameWriter writer = Writer(outboundBytes: 100);
        _output.IsOpen = false;
        Send(writer, new string('a', 100));
        Task waiting = writer.Room.WaitAsync().AsTask();

        writer.Fail();
        _scheduler.RunAll();

        Assert.True(waiting.IsCompletedSuccessfully);
        Assert.True(writer.Room.WaitAsync().AsTask().IsCompleted);
        Pass();
        _scheduler.RunAll();
        Assert.True(writer.Drained.IsCompletedSuccessfully);
    }

    [Fact]
    public void A_write_that_does_not_end_is_told_once_when_its_time_is_up()
    {
        FrameWriter writer = Writer();
        _output.IsOpen = false;
        Send(writer, "one");
        _time.Advance(TimeSpan.FromSeconds(29.9));
        _scheduler.RunAll();
        Assert.Equal(0, _stalls);

        _time.Advance(TimeSpan.FromSeconds(0.1));
        _scheduler.RunAll();
        _time.Advance(TimeSpan.FromSeconds(60));
        _scheduler.RunAll();

        Assert.Equal(1, _stalls);
        Pass();
        End(writer);
        Assert.Equal(0, _time.Armed);
    }

    [Fact]
    public void Each_write_has_a_time_of_its_own()
    {
        FrameWriter writer = Writer();
        _output.IsOpen = false;
        for (int i = 0; i < 5; i++)
        {
            Send(writer, "x");
            _time.Advance(TimeSpan.FromSeconds(20));
            _output.Pass();
        }

        _time.Advance(TimeSpan.FromSeconds(60));
        _scheduler.RunAll();

        Assert.Equal(0, _stalls);
        End(writer);
    }

    public void Dispose()
    {
        _pool.AssertNothingIsOut();
        _output.Dispose();
    }

    private FrameWriter Writer(int outboundBytes = 1024) =>
        new(_output, TestServices.With(_pool, _scheduler, _time, outboundBytes: outboundBytes), error => Assert.Fail(error.Message), () => _stalls++) { Sink = _sink };

    private void Send(FrameWriter writer, string text, int requestId = 0) => writer.Send(TestServices.Frame(_pool, text, requestId));

    private void Pass()
    {
        _output.IsOpen = true;
        _output.Pass();
    }

    private void End(FrameWriter writer)
    {
        writer.Stop();
        _scheduler.RunAll();
        Assert.True(writer.Drained.IsCompletedSuccessfully);
    }
}
