using System.IO.Pipes;
using System.Text;
using Mcp.Options;
using Mcp.Runtime.Tests.Kit;
using Mcp.Transports;

namespace Mcp.Runtime.Tests.Transports;

public sealed class StreamConnectionTests : IDisposable
{
    private readonly CountingPool _pool = new();
    private readonly RuntimeServices _services;
    private readonly RecordingSink _sink = new();
    private readonly RecordingSink _peerSink = new();

    public StreamConnectionTests() => _services = TestServices.With(_pool, maxFrameBytes: 64 * 1024);

    [Fact]
    public async Task Every_line_is_a_frame_even_one_that_is_no_JSON()
    {
        await ReadAllAsync("\uFEFF{\"a\":1}\r\n\nnot json\n{\"b\":2}\n");

        Assert.Equal(["{\"a\":1}", "not json", "{\"b\":2}"], _sink.Frames);
        Assert.Empty(_sink.Noise);
    }

    [Fact]
    public async Task Half_a_line_before_the_end_is_dropped_and_told()
    {
        McpCloseInfo close = await ReadAllAsync("{\"a\":1}\n{\"half\":");

        Assert.Equal(["{\"a\":1}"], _sink.Frames);
        Assert.Single(_sink.Noise);
        Assert.Equal(McpCloseReason.PeerClosed, close.Reason);
    }

    [Fact]
    public async Task A_frame_above_the_limit_ends_the_connection_and_says_so()
    {
        McpCloseInfo close = await ReadAllAsync("{\"a\":1}\n" + new string('x', 70_000) + "\n{\"b\":2}\n");

        Assert.Equal(["{\"a\":1}"], _sink.Frames);
        Assert.Equal(McpCloseReason.FrameTooLarge, close.Reason);
        Assert.False(close.IsTransient);
        Assert.Contains("65536", close.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_that_is_paused_hands_over_nothing_until_it_is_resumed()
    {
        (StreamConnection near, StreamConnection far) = Pair();
        bool resumed = false;
        bool early = false;
        _sink.Framed = text =>
        {
            // Both frames come in one read: only the pause stands between them.
            if (text == "1")
                near.PauseReading();
            else
                early = !Volatile.Read(ref resumed);
        };
        far.Start(_peerSink);
        far.Send(TestServices.Frame(_pool, "1\n2"));
        near.Start(_sink);
        await _sink.FramesAsync(1);

        Volatile.Write(ref resumed, true);
        near.ResumeReading();

        await _sink.FramesAsync(2);
        Assert.False(early);
        near.PauseReading();
        await near.CloseAsync();
        await far.CloseAsync();
    }

    [Fact]
    public async Task Both_ends_talk_at_once_and_nothing_is_lost()
    {
        (StreamConnection near, StreamConnection far) = Pair();
        near.Start(_sink);
        far.Start(_peerSink);
        for (int i = 0; i < 1_000; i++)
        {
            near.Send(TestServices.Frame(_pool, $"{{\"near\":{i}}}", i + 1));
            far.Send(TestServices.Frame(_pool, $"{{\"far\":{i}}}"));
        }

        await _sink.FramesAsync(1_000);
        await _peerSink.FramesAsync(1_000);
        await near.CloseAsync().WaitAsync(TestServices.HangLimit);

        Assert.Equal(Enumerable.Range(0, 1_000).Select(i => $"{{\"far\":{i}}}"), _sink.Frames);
        Assert.Equal(Enumerable.Range(0, 1_000).Select(i => $"{{\"near\":{i}}}"), _peerSink.Frames);
        await EndedAsync(McpCloseReason.ClientClosed, McpCloseReason.PeerClosed, far);
    }

    [Fact]
    public async Task Closing_sends_what_is_queued_first()
    {
        (StreamConnection near, StreamConnection far) = Pair();
        near.Start(_sink);
        // Nobody reads yet: the pipe fills up and the rest waits in the queue.
        for (int i = 0; i < 50; i++)
            near.Send(TestServices.Frame(_pool, new string('x', 4_000)));
        Task closed = near.CloseAsync();
        near.Send(TestServices.Frame(_pool, "too late"));
        far.Start(_peerSink);

        await closed.WaitAsync(TestServices.HangLimit);
        await EndedAsync(McpCloseReason.ClientClosed, McpCloseReason.PeerClosed, far);
        Assert.Equal(50, _peerSink.Frames.Length);
    }

    [Fact]
    public async Task A_connection_can_be_closed_from_inside_a_frame_twice()
    {
        (StreamConnection near, StreamConnection far) = Pair();
        _sink.Framed = text =>
        {
            _ = near.CloseAsync();
            _ = near.CloseAsync();
        };
        near.Start(_sink);
        far.Start(_peerSink);
        far.Send(TestServices.Frame(_pool, "bye"));

        await EndedAsync(McpCloseReason.ClientClosed, McpCloseReason.PeerClosed, far);
        Assert.Equal(["bye"], _sink.Frames);
    }

    [Fact]
    public async Task Aborting_ends_a_read_and_a_write_that_are_pending()
    {
        (StreamConnection near, StreamConnection far) = Pair();
        near.Start(_sink);
        for (int i = 0; i < 50; i++)
            near.Send(TestServices.Frame(_pool, new string('x', 4_000), i + 1));
        near.Abort(new McpCloseInfo(McpCloseReason.ProtocolError) { Detail = "enough" });
        near.Abort(new McpCloseInfo(McpCloseReason.IoError));
        far.Abort(new McpCloseInfo(McpCloseReason.ClientClosed));
        far.Start(_peerSink);

        await EndedAsync(McpCloseReason.ProtocolError, McpCloseReason.ClientClosed, far);
        Assert.Equal("enough", (await near.Closed).Detail);
    }

    [Fact]
    public async Task Aborting_while_the_first_read_begins_ends_it_every_time()
    {
        for (int i = 0; i < 10_000; i++)
        {
            var sink = new RecordingSink();
            (Stream input, Stream otherEnd) = Pipe();
            var connection = new StreamConnection(_services, input, new MemoryStream());
            connection.Start(sink);
            // The read begins on another thread: a moment that moves along meets its beginning now and then.
            Thread.SpinWait(i % 500 * 4);
            connection.Abort(new McpCloseInfo(McpCloseReason.ProtocolError));

            await sink.Closed;
            await otherEnd.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_failing_write_ends_the_connection_with_its_error()
    {
        (Stream input, Stream otherEnd) = Pipe();
        var output = new GatedStream { Failure = new IOException("broken pipe") };
        var connection = new StreamConnection(_services, input, output);
        connection.Start(_sink);
        connection.Send(TestServices.Frame(_pool, "one", 1));

        McpCloseInfo close = await _sink.Closed;
        Assert.Equal(McpCloseReason.IoError, close.Reason);
        Assert.Same(output.Failure, close.Error);
        Assert.Same(close, await connection.Closed);
        await otherEnd.DisposeAsync();
    }

    [Fact]
    public async Task What_the_peer_wrote_before_it_stopped_reading_is_still_read()
    {
        var time = new ManualTime();
        (Stream input, Stream otherEnd) = Pipe();
        var output = new GatedStream { Failure = new IOException("broken pipe") };
        var connection = new StreamConnection(TestServices.With(_pool, time: time), input, output);
        connection.Start(_sink);
        connection.Send(TestServices.Frame(_pool, "one", 1));
        await otherEnd.WriteAsync("{\"last\":1}\n"u8.ToArray());
        await otherEnd.DisposeAsync();

        Assert.Equal(McpCloseReason.IoError, (await _sink.Closed).Reason);
        Assert.Equal(["{\"last\":1}"], _sink.Frames);
        await connection.Closed;
        await time.DisarmedAsync();
    }

    [Fact]
    public async Task A_sink_that_throws_ends_the_connection_and_not_the_process()
    {
        _sink.Framed = _ => throw new InvalidOperationException("mine");
        McpCloseInfo close = await ReadAllAsync("{}\n{}\n");

        Assert.Equal("mine", close.Error?.Message);
        Assert.Single(_sink.Frames);
    }

    public void Dispose()
    {
        _pool.AssertNothingIsOut();
        Assert.Null(_sink.BrokenPromise);
        Assert.Null(_peerSink.BrokenPromise);
        _services.Sweeper.Dispose();
    }

    private static (Stream Read, Stream Write) Pipe()
    {
        var write = new AnonymousPipeServerStream(PipeDirection.Out);
        return (new AnonymousPipeClientStream(PipeDirection.In, write.ClientSafePipeHandle), write);
    }

    private (StreamConnection Near, StreamConnection Far) Pair()
    {
        (Stream nearIn, Stream farOut) = Pipe();
        (Stream farIn, Stream nearOut) = Pipe();
        return (new StreamConnection(_services, nearIn, nearOut), new StreamConnection(_services, farIn, farOut));
    }

    private async Task<McpCloseInfo> ReadAllAsync(string text)
    {
        var connection = new StreamConnection(_services, new MemoryStream(Encoding.UTF8.GetBytes(text)), new MemoryStream());
        connection.Start(_sink);
        McpCloseInfo close = await _sink.Closed;
        Assert.Same(close, await connection.Closed.WaitAsync(TestServices.HangLimit));
        return close;
    }

    private async Task EndedAsync(McpCloseReason near, McpCloseReason far, StreamConnection farConnection)
    {
        Assert.Equal(near, (await _sink.Closed).Reason);
        Assert.Equal(far, (await _peerSink.Closed).Reason);
        await farConnection.Closed.WaitAsync(TestServices.HangLimit);
    }
}
