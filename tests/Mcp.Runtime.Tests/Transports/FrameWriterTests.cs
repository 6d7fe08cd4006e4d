using System.Text;
using Mcp.Buffers;
using Mcp.Runtime.Tests.Kit;
using Mcp.Transports;

namespace Mcp.Runtime.Tests.Transports;

public sealed class FrameWriterTests : IDisposable
{
    private readonly CountingPool _pool = new();
    private readonly ManualScheduler _scheduler = new();
    private readonly GatedStream _output = new();
    private readonly RecordingSink _sink = new();
    private readonly List<Exception> _failures = [];
    private int _stalls;

    [Fact]
    public void A_single_frame_leaves_in_one_write_on_the_senders_thread()
    {
        FrameWriter writer = Writer();

        Send(writer, "one");

        Assert.Equal(["one\n"], _output.Writes);
        Assert.Equal(0, _scheduler.Waiting);
        End(writer);
    }

    [Fact]
    public void What_is_queued_while_a_write_is_pending_leaves_in_one_write()
    {
        FrameWriter writer = Writer();
        _output.IsOpen = false;
        Send(writer, "first");
        for (int i = 0; i < 5; i++)
            Send(writer, $"{i}");
        _output.IsOpen = true;
        _output.Pass();

        Assert.Equal(["first\n", "0\n1\n2\n3\n4\n"], _output.Writes);
        End(writer);
    }

    [Fact]
    public void One_write_takes_sixteen_frames_at_most()
    {
        FrameWriter writer = Writer();
        _output.IsOpen = false;
        Send(writer, "first");
        for (int i = 0; i < 20; i++)
            Send(writer, "x");
        _output.IsOpen = true;
        _output.Pass();

        Assert.Equal([6, 16 * 2, 4 * 2], _output.Sizes);
        End(writer);
    }

    [Fact]
    public void One_write_takes_64_KiB_at_most_and_a_larger_frame_goes_alone()
    {
        FrameWriter writer = Writer();
        _output.IsOpen = false;
        Send(writer, "first");
        Send(writer, new string('a', 40_000));
        Send(writer, new string('b', 40_000));
        Send(writer, new string('c', 100_000));
        Send(writer, "last");
        _output.IsOpen = true;
        _output.Pass();

        Assert.Equal([6, 40_001, 40_001, 100_001, 5], _output.Sizes);
        End(writer);
    }

    [Fact]
    public void A_frame_whose_buffer_has_room_is_written_from_that_buffer()
    {
        FrameWriter writer = Writer();
        byte[] buffer = _pool.Rent(100);
        "{}"u8.CopyTo(buffer);

        writer.Send(new OutboundFrame { Payload = new Payload(_pool, buffer, 2) });

        Assert.Equal(["{}\n"], _output.Writes);
        Assert.Equal(100, _pool.PeakBytes);
        End(writer);
    }

    [Fact]
    public void A_request_that_was_given_up_is_left_out_and_nobody_else()
    {
        _sink.Allows = id => id != 2;
        FrameWriter writer = Writer();
        _output.IsOpen = false;
        Send(writer, "first");
        Send(writer, "one", 1);
        Send(writer, "two", 2);
        Send(writer, "note");
        Send(writer, "three", 3);
        _output.IsOpen = true;
        _output.Pass();

        Assert.Equal(["first\n", "one\nnote\nthree\n"], _output.Writes);
        End(writer);
    }

    [Fact]
    public void A_request_is_asked_for_only_when_it_is_about_to_leave()
    {
        List<int> asked = [];
        _sink.Allows = id =>
        {
            asked.Add(id);
            return true;
        };
        FrameWriter writer = Writer();
        _output.IsOpen = false;
        Send(writer, "one", 1);
        Send(writer, "two", 2);

        Assert.Equal([1], asked);
        _output.IsOpen = true;
        _output.Pass();
        Assert.Equal([1, 2], asked);
        End(writer);
    }

    [Fact]
    public async Task A_failed_write_is_told_once_and_gives_every_buffer_back()
    {
        FrameWriter writer = Writer();
        _output.IsOpen = false;
        Send(writer, "first");
        for (int i = 0; i < 40; i++)
            Send(writer, "x", i + 1);
        var error = new IOException("broken pipe");
        _output.Break(error);
        Send(writer, "late");
        _scheduler.RunAll();

        Assert.Equal([error], _failures);
        Assert.Single(_output.Writes);
        await writer.Drained.WaitAsync(TestServices.HangLimit);
    }

    [Fact]
    public async Task A_write_that_throws_at_once_is_a_failed_write()
    {
        FrameWriter writer = Writer();
        _output.Failure = new ObjectDisposedException("pipe");
        Send(writer, "one");
        Send(writer, "two");
        _scheduler.RunAll();

        Assert.Same(_output.Failure, Assert.Single(_failures));
        await writer.Drained.WaitAsync(TestServices.HangLimit);
    }

    [Fact]
    public async Task Stopping_sends_what_is_queued_and_takes_nothing_more()
    {
        FrameWriter writer = Writer();
        _output.IsOpen = false;
        Send(writer, "one");
        Send(writer, "two");
        writer.Stop();
        Send(writer, "late");
        _scheduler.RunAll();
        Assert.False(writer.Drained.IsCompleted);
        _output.IsOpen = true;
        _output.Pass();
        _scheduler.RunAll();

        Assert.Equal(["one\n", "two\n"], _output.Writes);
        Assert.Empty(_failures);
        await writer.Drained.WaitAsync(TestServices.HangLimit);
    }

    [Fact]
    public async Task Eight_senders_at_once_keep_their_own_order_and_lose_nothing()
    {
        const int PerSender = 2_000;
        using var output = new MemoryStream();
        var writer = new FrameWriter(output, TestServices.With(_pool), _failures.Add, OnStalled) { Sink = _sink };
        await Task.WhenAll(Enumerable.Range(0, 8).Select(sender => Task.Run(() =>
        {
            for (int i = 0; i < PerSender; i++)
                writer.Send(TestServices.Frame(_pool, $"{sender} {i}", 1));
        })));
        writer.Stop();
        await writer.Drained.WaitAsync(TestServices.HangLimit);

        string[] lines = Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(8 * PerSender, lines.Length);
        for (int sender = 0; sender < 8; sender++)
            Assert.Equal(Enumerable.Range(0, PerSender).Select(i => $"{sender} {i}"), lines.Where(line => line.StartsWith($"{sender} ", StringComparison.Ordinal)));
        Assert.Empty(_failures);
    }

    [Fact]
    public void A_frame_costs_no_memory_when_its_write_completes_at_once()
    {
        var pool = new OneBufferPool();
        var writer = new FrameWriter(Stream.Null, TestServices.With(pool, _scheduler), _failures.Add, OnStalled) { Sink = _sink };
        var frame = new OutboundFrame { Payload = new Payload(pool, new byte[64], 32), RequestId = 1 };
        for (int i = 0; i < 1_000; i++)
            writer.Send(frame);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1_000; i++)
            writer.Send(frame);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        End(writer);
    }

    public void Dispose()
    {
        _pool.AssertNothingIsOut();
        _output.Dispose();
    }

    private FrameWriter Writer() => new(_output, TestServices.With(_pool, _scheduler), _failures.Add, OnStalled) { Sink = _sink };

    private void OnStalled() => _stalls++;

    private void Send(FrameWriter writer, string text, int requestId = 0) => writer.Send(TestServices.Frame(_pool, text, requestId));

    private void End(FrameWriter writer)
    {
        writer.Stop();
        _scheduler.RunAll();
        Assert.True(writer.Drained.IsCompletedSuccessfully);
        Assert.Empty(_failures);
    }

    private sealed class OneBufferPool : BufferPool
    {
        private readonly byte[] _buffer = new byte[64];

        public override byte[] Rent(int minimumLength) => _buffer;

        public override void Return(byte[] buffer)
        {
        }
    }
}
