using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Mcp.Buffers;
using Mcp.Options;
using Mcp.Scheduling;

namespace Mcp.Transports;

/// <summary>
/// Writes frames to a stream, each ended by a line feed. Senders queue; whoever finds the writer's role free takes it and sends what is
/// queued in one write, on its own thread. What is queued while a write is pending leaves together with the next one, so frames are
/// joined under load and never wait for a timer. A write that was started is never cancelled: half a frame would spoil the stream.
/// </summary>
internal sealed class FrameWriter : IThreadPoolWorkItem
{
    public const int MaxFrames = 16;
    public const int MaxBytes = 64 * 1024;

    private const int Open = 0;
    private const int Stopping = 1;
    private const int Dead = 2;

    private readonly ConcurrentQueue<QueuedFrame> _queue = new();
    private readonly Payload[] _batch = new Payload[MaxFrames];
    private readonly Stream _output;
    private readonly BufferPool _buffers;
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
    private int _count;
    private byte[]? _joined;

    public FrameWriter(Stream output, RuntimeServices services, Action<Exception> onFailed)
    {
        _output = output;
        _buffers = services.Buffers;
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
        _drained.TrySet(true);
        return Step.Idle;
    }

    /// <summary>The bytes of the next write; empty if nothing is to be sent.</summary>
    private ReadOnlyMemory<byte> TakeBatch()
    {
        int bytes = 0;
        while (_count < MaxFrames && TryTake(out QueuedFrame frame))
        {
            int length = frame.Payload.Length + 1;
            if (_count > 0 && bytes + length > MaxBytes)
            {
                _carried = frame;
                _hasCarried = true;
                break;
            }

            _batch[_count++] = frame.Payload;
            if (frame.RequestId != 0 && !Sink.OnSending(frame.RequestId))
                _batch[--_count].Return();
            else
                bytes += length;
        }

        if (_count == 0)
            return default;
        return _count == 1 && TryEndInPlace(_batch[0], out ReadOnlyMemory<byte> line) ? line : Join(bytes);
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

    /// <summary>A frame that goes alone needs no copy: its rented buffer nearly always has room for the line feed, and it is ours.</summary>
    private static bool TryEndInPlace(Payload payload, out ReadOnlyMemory<byte> line)
    {
        line = default;
        if (!MemoryMarshal.TryGetArray(payload.Memory, out ArraySegment<byte> bytes) || bytes.Array is not { } array)
            return false;
        int end = bytes.Offset + bytes.Count;
        if (end >= array.Length)
            return false;
        array[end] = (byte)'\n';
        line = array.AsMemory(bytes.Offset, bytes.Count + 1);
        return true;
    }

    private ReadOnlyMemory<byte> Join(int bytes)
    {
        _joined = _buffers.Rent(bytes);
        int position = 0;
        foreach (Payload payload in _batch.AsSpan(0, _count))
        {
            payload.Span.CopyTo(_joined.AsSpan(position));
            position += payload.Length;
            _joined[position++] = (byte)'\n';
        }

        ReturnBatch();
        return _joined.AsMemory(0, position);
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
            _pending.UnsafeOnCompleted(_onWritten);
            return false;
        }

        TakeWriteResult();
        return true;
    }

    private void Keep(ValueTask write) => _pending = write.ConfigureAwait(false).GetAwaiter();

    private void OnWritten()
    {
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
        ReturnBatch();
        if (_joined is not null)
        {
            _buffers.Return(_joined);
            _joined = null;
        }

        if (error is not null && Interlocked.Exchange(ref _state, Dead) != Dead)
            _onFailed(error);
    }

    private void ReturnBatch()
    {
        foreach (Payload payload in _batch.AsSpan(0, _count))
            payload.Return();
        Array.Clear(_batch, 0, _count);
        _count = 0;
    }

    private void DropQueued()
    {
        while (TryTake(out QueuedFrame frame))
            frame.Payload.Return();
    }

    /// <summary>What a stream needs of a frame. The rest would be copied twice on the way through the queue.</summary>
    private readonly record struct QueuedFrame(Payload Payload, int RequestId);
}
