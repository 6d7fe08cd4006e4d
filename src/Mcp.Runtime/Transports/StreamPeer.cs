namespace Mcp.Transports;

/// <summary>What stands at the other end of a pair of streams: how it is left, ended at once, and what is known of its end.</summary>
internal abstract class StreamPeer
{
    /// <summary>Completes when the peer is gone although its stream may still be open; <see langword="null"/> if nothing but the stream tells.</summary>
    public virtual Task? Gone => null;

    /// <summary>Whether anything ever came from it.</summary>
    public bool HasSpoken { get; set; }

    /// <summary>How long a stream may still bring what was written before the peer's end.</summary>
    public virtual TimeSpan Drain => TimeSpan.FromMilliseconds(250);

    /// <summary>How long requests that came before the end of the input may still be answered; zero where nobody reads the answers.</summary>
    public virtual TimeSpan Grace => TimeSpan.Zero;

    /// <summary>Our output is closed: waits until the peer has ended or its time is up.</summary>
    public abstract Task LeaveAsync(Task inputEnded);

    /// <summary>Ends the peer at once, if that is in our hands. Does not block.</summary>
    public virtual void Kill()
    {
    }

    /// <summary>Both streams are closed: waits for the peer's end, frees what is held and adds what is known.</summary>
    public virtual ValueTask<McpCloseInfo> FinishAsync(McpCloseInfo close) => new(close);
}

/// <summary>A peer of which we know nothing but its streams.</summary>
internal class AnonymousPeer(TimeProvider time, TimeSpan grace = default) : StreamPeer
{
    private static readonly TimeSpan CloseWait = TimeSpan.FromSeconds(2);

    public override TimeSpan Grace => grace;

    public override Task LeaveAsync(Task inputEnded) => BoundedWait.ForAsync(inputEnded, CloseWait, time);
}
