using System.Collections.Concurrent;
using Mcp.Options;
using Mcp.Scheduling;

namespace Mcp.Transports;

/// <summary>
/// How much a connection holds that has not left yet, and who waits until it is less. A sender looks first or waits afterwards, so what
/// is held may pass the bound by one frame per sender that was at it; no frame is refused, and a frame above the bound goes when it is alone.
/// </summary>
internal sealed class OutboundRoom
{
    public const int MaxFrames = 2048;

    // Frames and bytes in one number: one atomic step per frame keeps both.
    private const int FrameShift = 40;
    private const long ByteMask = (1L << FrameShift) - 1;

    private readonly ConcurrentQueue<Completion<bool>> _waiting = new();
    private readonly WorkScheduler _scheduler;
    private readonly int _maxBytes;
    private long _held;
    private bool _ended;

    public OutboundRoom(RuntimeServices services)
        : this(services.Scheduler, services.Limits.OutboundBytes)
    {
    }

    private OutboundRoom(WorkScheduler scheduler, int maxBytes)
    {
        _scheduler = scheduler;
        _maxBytes = maxBytes;
    }

    /// <summary>Of a connection that holds nothing back.</summary>
    public static OutboundRoom Endless { get; } = new(WorkScheduler.ThreadPool, int.MaxValue);

    public bool IsFull => IsAbove(Volatile.Read(ref _held));

    public long Bytes => Volatile.Read(ref _held) & ByteMask;

    public static long CostOf(int bytes) => (1L << FrameShift) + bytes;

    public void Enter(int bytes) => Interlocked.Add(ref _held, CostOf(bytes));

    /// <summary>What was held has left. <see langword="true"/>: that made room where there was none.</summary>
    /// <param name="cost">The sum of <see cref="CostOf"/> over the frames.</param>
    public bool Leave(long cost)
    {
        long after = Interlocked.Add(ref _held, -cost);
        if (!IsAbove(after + cost) || IsAbove(after))
            return false;
        Wake();
        return true;
    }

    /// <summary>Waits until there is room, or the connection has ended.</summary>
    public ValueTask WaitAsync()
    {
        if (!IsFull || Volatile.Read(ref _ended))
            return default;
        var turn = new Completion<bool>(_scheduler);
        _waiting.Enqueue(turn);
        // Room that came between the look and the queue has told nobody.
        if (!IsFull || Volatile.Read(ref _ended))
            Wake();
        return new ValueTask(turn.Task);
    }

    /// <summary>The connection sends nothing any more: whoever waits goes on, and finds out.</summary>
    public void End()
    {
        Volatile.Write(ref _ended, true);
        Interlocked.MemoryBarrier();
        Wake();
    }

    private bool IsAbove(long held) => (held & ByteMask) >= _maxBytes || held >> FrameShift >= MaxFrames;

    private void Wake()
    {
        while (_waiting.TryDequeue(out Completion<bool>? turn))
            turn.TrySet(true);
    }
}
