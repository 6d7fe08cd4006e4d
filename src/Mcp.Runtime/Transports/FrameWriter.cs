using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Mcp.Buffers;
using Mcp.Options;
using Mcp.Scheduling;

namespace Mcp.Transports;

/// <summary>
/// Writes frames to a stream, as lines or one by one, as the batch has it. Senders queue; whoever finds the writer's role free takes it and sends what is
/// queued in one write, on its own thread. What is queued while a write is pending leaves together with the next one, so frames are
/// joined under load and never wait for a timer. A write that was started is never cancelled: half a frame would spoil the stream. One that
/// does not end is the peer's fault, and told.
/// </summary>
internal sealed class FrameWriter : IThreadPoolWorkItem
{
    private const int Open = 0;
    private const int Stopping = 1;
    private const int Dead = 2;

    private readonly ConcurrentQueue<QueuedFrame> _queue = new();
    private readonly FrameBatch _batch;
    private readonly WriteWatch _watch;
    private readonly Stream _output;
    private readonly Sweeper _sweeper;
    private readonly WorkScheduler _scheduler;
    private readonly Action<Exception> _onFailed;
    private readonly Action _onWritten;
    private readonly Completion<bool> _drained;
    private int _state;
    private int _role;

    // The fields below belong to whoever holds the role.
    private ConfiguredValueTaskAwaitable.ConfiguredValueTaskAwaiter _pending;
    private QueuedFrame _carried;
    private bool _hasCarried;

    public FrameWriter(Stream output, RuntimeServices services, Action<Exception> onFailed, Action onStalled, bool alone = false)
    {
        _output = output;
        _batch = new FrameBatch(services.Buffers, alone);
        Room = new OutboundRoom(services);
        _watch = new WriteWatch(services, onStalled);
        _sweeper = services.Sweeper;
        _sweeper.Watch(_watch);
        _scheduler = services.Scheduler;
        _onFailed = onFailed;
        _onWritten = OnWritten;
        _drained = new Completion<bool>(services.Scheduler);
    }

    private enum Step
    {
        Idle,
        More,
        Pending,
    }

    /// <summary>Asked before a request leaves. Set before anything is sent.</summary>
    public IFrameSink Sink { get; set; } = NullSink.Instance;

    /// <summary>How much is held.</summary>
    public OutboundRoom Room { get; }

    /// <summary>Since when a write is pending; <see cref="long.MaxValue"/>: none is.</summary>
    public long WritingSince => _watch.Since;

    /// <summary>Completes when the writer has stopped or failed and holds no frame any more.</summary>
    public Task Drained => _drained.Task;

    private bool HasWork => !_queue.IsEmpty || (Volatile.Read(ref _state) != Open && !_drained.IsSet);

    public void Send(in OutboundFrame frame)
    {
        if (Volatile.Read(ref _state) != Open)
        {
            frame.Payload.Return();
            return;
        }

        Room.Enter(frame.Payload.Length);
        _queue.Enqueue(new QueuedFrame(frame.Payload, frame.RequestId));
        Kick();
    }

    /// <summary>Takes no further frame and sends what is queued; <see cref="Drained"/> tells when that is done.</summary>
    public void Stop()
    {
        Interlocked.CompareExchange(ref _state, Stopping, Open);
        Kick();
    }

    /// <summary>Drops what is queued. A write that is pending ends when its stream is closed.</summary>
    public void Fail()
    {
        Interlocked.Exchange(ref _state, Dead);
        _sweeper.Forget(_watch);
        Room.End();
        Kick();
    }

    void IThreadPoolWorkItem.Execute() => Continue();

    /// <summary>One write on the caller's thread; whatever is left is the scheduler's, so that no sender pays for the others.</summary>
    private void Kick()
    {
        while (Interlocked.CompareExchange(ref _role, 1, 0) == 0)
        {
            switch (Advance())
            {
                case Step.Pending:
                    return;
                case Step.More:
                    _scheduler.Post(this);
                    return;
            }

            Interlocked.Exchange(ref _role, 0);
            // A sender that came between the last look and the release has found the role taken.
            if (!HasWork)
                return;
        }
    }

    private void Continue()
    {
        while (true)
        {
            switch (Advance())
            {
                case Step.Pending:
                    return;
                case Step.More:
                    continue;
            }

            Interlocked.Exchange(ref _role, 0);
            if (!HasWork || Interlocked.CompareExchange(ref _role, 1, 0) != 0)
                return;
        }
    }

    private Step Advance()
    {
        if (Volatile.Read(ref _state) == Dead)
        {
            DropQueued();
        }
        else
        {
            ReadOnlyMemory<byte> bytes = TakeBatch();
            if (!bytes.IsEmpty && !TryWrite(bytes))
                return Step.Pending;
        }

        if (_hasCarried || !_queue.IsEmpty)
            return Step.More;
        if (Volatile.Read(ref _state) == Open)
            return Step.Idle;
        // From here on even a sender that looked at the state before it changed gets its frame dropped.
        Interlocked.Exchange(ref _state, Dead);
        _sweeper.Forget(_watch);
        Room.End();
        _drained.TrySet(true);
        return Step.Idle;
    }

    /// <summary>The bytes of the next write; empty if nothing is to be sent.</summary>
    private ReadOnlyMemory<byte> TakeBatch()
    {
        while (!_batch.IsFull && TryTake(out QueuedFrame frame))
        {
            if (!_batch.Fits(frame.Payload))
            {
                _carried = frame;
                _hasCarried = true;
                break;
            }

            if (frame.RequestId == 0 || Sink.OnSending(frame.RequestId))
                _batch.Add(frame.Payload);
            else
                Drop(frame);
        }

        return _batch.ToBytes();
    }

    private bool TryTake(out QueuedFrame frame)
    {
        if (!_hasCarried)
            return _queue.TryDequeue(out frame);
        frame = _carried;
        _carried = default;
        _hasCarried = false;
        return true;
    }

    /// <summary><see langword="false"/>: the write is pending and keeps the role.</summary>
    private bool TryWrite(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            // No token: see the type's summary.
            Keep(_output.WriteAsync(bytes, CancellationToken.None));
        }
        catch (Exception error)
        {
            EndWrite(error);
            return true;
        }

        if (!_pending.IsCompleted)
        {
            _watch.OnPending();
            _pending.UnsafeOnCompleted(_onWritten);
            return false;
        }

        TakeWriteResult();
        return true;
    }

    private void Keep(ValueTask write) => _pending = write.ConfigureAwait(false).GetAwaiter();

    private void OnWritten()
    {
        _watch.OnEnded();
        TakeWriteResult();
        Continue();
    }

    private void TakeWriteResult()
    {
        Exception? error = null;
        try
        {
            _pending.GetResult();
        }
        catch (Exception caught)
        {
            error = caught;
        }

        _pending = default;
        EndWrite(error);
    }

    private void EndWrite(Exception? error)
    {
        long cost = _batch.Cost;
        _batch.Return();
        Leave(cost);
        if (error is not null && Interlocked.Exchange(ref _state, Dead) != Dead)
            _onFailed(error);
    }

    private void DropQueued()
    {
        while (TryTake(out QueuedFrame frame))
            Drop(frame);
    }

    private void Drop(in QueuedFrame frame)
    {
        frame.Payload.Return();
        Leave(OutboundRoom.CostOf(frame.Payload.Length));
    }

    private void Leave(long cost)
    {
        if (Room.Leave(cost))
            Sink.OnRoom();
    }

    /// <summary>What a stream needs of a frame. The rest would be copied twice on the way through the queue.</summary>
    private readonly record struct QueuedFrame(Payload Payload, int RequestId);
}
