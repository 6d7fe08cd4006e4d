using System.Collections.Concurrent;
using Mcp.Options;
using Mcp.Scheduling;

namespace Mcp.Transports.InProcess;

/// <summary>
/// One direction of an in-process pair. Frames are queued as they are and delivered on the scheduler, in order and one at a time, which
/// is also how the end is told: after the last frame, by the same hand.
/// </summary>
internal sealed class Lane(RuntimeServices services, OutboundRoom room, InProcessConnection source, InProcessConnection target) : IThreadPoolWorkItem
{
    // So many frames, then others get their turn.
    private const int Burst = 64;

    private const int Open = 0;
    private const int Ending = 1;
    private const int Dead = 2;

    private readonly WorkScheduler _scheduler = services.Scheduler;
    private readonly ConcurrentQueue<OutboundFrame> _queue = new();
    private int _state;
    private int _role;
    private int _ended;

    /// <summary>How much its source holds.</summary>
    public OutboundRoom Room => room;

    private bool HasWork =>
        (!_queue.IsEmpty && (target.HasSink || Volatile.Read(ref _state) != Open)) ||
        (Volatile.Read(ref _state) != Open && Volatile.Read(ref _ended) == 0);

    public void Send(in OutboundFrame frame)
    {
        if (Volatile.Read(ref _state) != Open)
        {
            frame.Payload.Return();
            return;
        }

        Room.Enter(frame.Payload.Length);
        _queue.Enqueue(frame);
        Kick();
    }

    /// <summary>Delivers what is queued, then tells the target that no more will come.</summary>
    public void End()
    {
        Interlocked.CompareExchange(ref _state, Ending, Open);
        Kick();
    }

    /// <summary>Drops what is queued and tells the target that no more will come.</summary>
    public void Kill()
    {
        Interlocked.Exchange(ref _state, Dead);
        Kick();
    }

    public void Kick()
    {
        if (HasWork && Interlocked.CompareExchange(ref _role, 1, 0) == 0)
            _scheduler.Post(this);
    }

    void IThreadPoolWorkItem.Execute()
    {
        int delivered = 0;
        target.OnReading();
        while (HasWork)
        {
            if (!_queue.TryDequeue(out OutboundFrame frame))
            {
                EndOnce();
                break;
            }

            Deliver(frame);
            if (++delivered == Burst)
            {
                _scheduler.Post(this);
                return;
            }
        }

        Interlocked.Exchange(ref _role, 0);
        // Whoever queued between the last look and the release has found the role taken.
        Kick();
    }

    private void Deliver(in OutboundFrame frame)
    {
        try
        {
            if (Volatile.Read(ref _ended) == 0 && Volatile.Read(ref _state) != Dead && (frame.RequestId == 0 || source.OnSending(frame.RequestId)))
                target.OnFrame(frame.Payload.Span);
        }
        catch (Exception error)
        {
            // A sink must not throw. If it does, the frame's meaning is lost and with it the connection, but not this loop.
            target.Abort(new McpCloseInfo(McpCloseReason.IoError) { Error = error });
        }
        finally
        {
            frame.Payload.Return();
            if (Room.Leave(OutboundRoom.CostOf(frame.Payload.Length)))
                source.OnRoom();
        }
    }

    private void EndOnce()
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0)
            return;
        Room.End();
        target.OnInputEnded();
    }
}
