using Mcp.Options;
using Mcp.Scheduling;
using Mcp.Wire;

namespace Mcp.Transports;

/// <summary>
/// A connection over a source of frames and a stream for them: two byte streams with a frame per line, or a socket of messages. One loop
/// reads; it never runs user code, catches everything, and is the only way by which the connection ends: whatever goes wrong elsewhere
/// notes its reason and closes the streams, and the loop does the rest.
/// </summary>
internal sealed class StreamConnection : IConnection, IThreadPoolWorkItem
{
    private static readonly TimeSpan FlushWait = TimeSpan.FromSeconds(2);

    private readonly RuntimeServices _services;
    private readonly FrameSource _source;
    private readonly Stream _output;
    private readonly StreamPeer _peer;
    private readonly FrameWriter _writer;
    private readonly ReadBrake _brake;
    private readonly Completion<bool> _hurry;
    private readonly Completion<bool> _inputEnded;
    private readonly Completion<McpCloseInfo> _closed;
    private IFrameSink? _sink;
    private McpCloseInfo? _reason;
    private long _lastReadAt = -1;
    private int _closing;

    /// <summary>One frame per line, both ways.</summary>
    public StreamConnection(RuntimeServices services, Stream input, Stream output, StreamPeer? peer = null)
        : this(
            services,
            new LineSource(GuardedPipe.Around(input), services.Buffers, services.Limits.MaxFrameBytes),
            GuardedPipe.Around(output),
            framesGoAlone: false,
            peer ?? new AnonymousPeer(services.Time))
    {
    }

    public StreamConnection(RuntimeServices services, FrameSource source, Stream output, bool framesGoAlone, StreamPeer peer)
    {
        _services = services;
        _source = source;
        _output = output;
        _peer = peer;
        _writer = new FrameWriter(output, services, OnWriteFailed, OnStalled, framesGoAlone);
        _brake = new ReadBrake(services.Scheduler);
        _hurry = new Completion<bool>(services.Scheduler);
        _inputEnded = new Completion<bool>(services.Scheduler);
        _closed = new Completion<McpCloseInfo>(services.Scheduler);
    }

    public bool HasExchanges => false;

    public Task<McpCloseInfo> Closed => _closed.Task;

    public OutboundRoom Room => _writer.Room;

    public long LastReadAt => Volatile.Read(ref _lastReadAt);

    public long WritingSince => _writer.WritingSince;

    public void Start(IFrameSink sink)
    {
        Volatile.Write(ref _lastReadAt, _services.Time.GetTimestamp());
        _writer.Sink = sink;
        _source.Sink = sink;
        if (Interlocked.CompareExchange(ref _sink, sink, null) is null)
            _services.Scheduler.Post(this);
        else
            _ = TellLateAsync(sink);
    }

    public void Send(in OutboundFrame frame) => _writer.Send(frame);

    public void Abandon(int requestId)
    {
    }

    public void OnNegotiated(McpRevision revision)
    {
    }

    public void PauseReading() => _brake.Pull();

    public void ResumeReading() => _brake.Release();

    /// <summary>
    /// Takes no further message, answers what came within the peer's grace and ends: what the end of the input does by itself. A second time, or
    /// after that end, the grace is over at once.
    /// </summary>
    /// <param name="mayHurry">Whether the second time is meant like that.</param>
    public void EndInput(bool mayHurry = true)
    {
        if (mayHurry && _inputEnded.IsSet)
            _hurry.TrySet(true);
        Note(new McpCloseInfo(McpCloseReason.ClientClosed));
        _brake.Disable();
        Close(_source);
    }

    public Task CloseAsync()
    {
        if (Interlocked.Exchange(ref _closing, 1) == 0)
        {
            Note(new McpCloseInfo(McpCloseReason.ClientClosed));
            _writer.Stop();
            // Posted, not called: closing may be asked for by the very code that the reader is in.
            _services.Scheduler.Post(() => _ = LeaveAsync());
            RunWithoutSink();
        }

        return Closed;
    }

    public void Abort(McpCloseInfo reason)
    {
        Note(reason);
        _writer.Fail();
        if (!_closed.IsSet)
            _peer.Kill();
        CloseStreams();
        RunWithoutSink();
    }

    /// <summary>The scheduler runs it without the execution context of whoever opened the connection, which must not live as long as it.</summary>
    void IThreadPoolWorkItem.Execute() => _ = RunAsync();

    private void Note(McpCloseInfo reason) => Interlocked.CompareExchange(ref _reason, reason, null);

    /// <summary>A connection that nobody started must end too.</summary>
    private void RunWithoutSink()
    {
        if (Interlocked.CompareExchange(ref _sink, NullSink.Instance, null) is null)
            _services.Scheduler.Post(this);
    }

    private async Task TellLateAsync(IFrameSink sink) => sink.OnClosed(await Closed.ConfigureAwait(false));

    private async Task RunAsync()
    {
        if (_peer.Gone is { } gone)
            _ = CutAfterAsync(gone);
        await ReadAsync().ConfigureAwait(false);
        _inputEnded.TrySet(true);
        _source.Return();
        McpCloseInfo close = await AnswerWhatCameAsync(_reason!).ConfigureAwait(false);
        _writer.Fail();
        CloseStreams();
        try
        {
            close = await _peer.FinishAsync(close).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            close = close with { Error = close.Error ?? error };
        }

        // A write that outlives its stream keeps its buffers; waiting for it without a limit would keep everyone else.
        await BoundedWait.ForAsync(_writer.Drained, _peer.Drain, _services.Time).ConfigureAwait(false);
        try
        {
            _sink!.OnClosed(close);
        }
        catch (Exception)
        {
            // A sink must not throw. Whoever waits for the end hears of it all the same.
        }

        _closed.TrySet(close);
    }

    private async Task<McpCloseInfo> AnswerWhatCameAsync(McpCloseInfo close)
    {
        if (_peer.Grace == TimeSpan.Zero || Volatile.Read(ref _closing) != 0 || close.Reason is not (McpCloseReason.PeerClosed or McpCloseReason.ClientClosed))
            return close;
        bool answered = await _sink!.FinishAsync(_peer.Grace, _hurry.Task).ConfigureAwait(false);
        _writer.Stop();
        answered &= await BoundedWait.ForAsync(_writer.Drained, _peer.Drain, _services.Time).ConfigureAwait(false);
        return close with { WorkWasCutOff = !answered };
    }

    private async Task ReadAsync()
    {
        try
        {
            while (true)
            {
                while (_brake.IsOn)
                {
                    await _brake.Released.ConfigureAwait(false);
                    if (!Deliver())
                        return;
                }

                int count = await _source.ReadAsync().ConfigureAwait(false);
                if (count == 0)
                    break;
                Volatile.Write(ref _lastReadAt, _services.Time.GetTimestamp());
                _source.Added(count);
                _peer.HasSpoken = true;
                if (!Deliver())
                    return;
            }

            if (_source.EndsInFrame)
                _sink!.OnNoise("The stream ended in the middle of a frame.");
            Note(new McpCloseInfo(McpCloseReason.PeerClosed));
        }
        catch (Exception error)
        {
            // After our own closing of the streams the reason is already noted, and this error says nothing.
            Note(new McpCloseInfo(McpCloseReason.IoError) { Error = error });
        }
    }

    /// <summary>Hands over every whole frame, until it is told to pause. <see langword="false"/>: the stream cannot go on.</summary>
    private bool Deliver()
    {
        while (!_brake.IsOn)
        {
            switch (_source.TryRead(out ReadOnlySpan<byte> frame))
            {
                case FramerStatus.Frame:
                    _sink!.OnFrame(frame);
                    break;
                case FramerStatus.TooLarge:
                    Note(new McpCloseInfo(McpCloseReason.FrameTooLarge)
                    {
                        Detail = $"the limit is {_services.Limits.MaxFrameBytes} bytes (McpLimits.MaxFrameBytes)",
                        // Whoever asks for the same again gets the same again.
                        IsTransient = false,
                    });
                    return false;
                default:
                    return true;
            }
        }

        return true;
    }

    private void OnWriteFailed(Exception error)
    {
        Note(new McpCloseInfo(McpCloseReason.IoError) { Error = error });
        // What the peer wrote before it stopped reading may hold answers: they are read, within a limit.
        _ = CutAfterAsync(Task.CompletedTask);
    }

    private void OnStalled() => Abort(new McpCloseInfo(McpCloseReason.WriteStalled)
    {
        Detail = $"a write did not end within {_services.WriteTimeout.TotalSeconds:0.###} s (WriteTimeout); {_writer.Room.Bytes} bytes were waiting",
    });

    private async Task CutAfterAsync(Task gone)
    {
        await gone.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await BoundedWait.ForAsync(_inputEnded.Task, _peer.Drain, _services.Time).ConfigureAwait(false);
        CloseStreams();
    }

    private async Task LeaveAsync()
    {
        await BoundedWait.ForAsync(_writer.Drained, FlushWait, _services.Time).ConfigureAwait(false);
        _writer.Fail();
        Close(_output);
        await _peer.LeaveAsync(_inputEnded.Task).ConfigureAwait(false);
        await BoundedWait.ForAsync(_inputEnded.Task, _peer.Drain, _services.Time).ConfigureAwait(false);
        CloseStreams();
    }

    private void CloseStreams()
    {
        _brake.Disable();
        Close(_output);
        Close(_source);
    }

    private static void Close(IDisposable part)
    {
        try
        {
            part.Dispose();
        }
        catch (Exception)
        {
            // A broken stream may fail to flush while it closes; it is closed all the same.
        }
    }
}
