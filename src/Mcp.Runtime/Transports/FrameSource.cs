using Mcp.Wire;

namespace Mcp.Transports;

/// <summary>Where a connection's frames come from. One reader; <see cref="Dispose"/> comes from any thread and ends a read that is pending.</summary>
internal abstract class FrameSource : IDisposable
{
    /// <summary>Who hears of what is no frame. Set before the first read.</summary>
    public IFrameSink Sink { protected get; set; } = NullSink.Instance;

    /// <summary>Whether what was read so far ends in the middle of a frame.</summary>
    public abstract bool EndsInFrame { get; }

    /// <summary>Reads on. 0: the peer sends nothing any more; otherwise what <see cref="Added"/> wants to hear.</summary>
    public abstract ValueTask<int> ReadAsync();

    /// <summary>The read has ended well: what it brought counts from now on.</summary>
    public virtual void Added(int count)
    {
    }

    /// <summary>Takes the next frame; the span is valid until the next call on the source.</summary>
    public abstract FramerStatus TryRead(out ReadOnlySpan<byte> frame);

    /// <summary>Nothing is read any more: gives back what is held.</summary>
    public abstract void Return();

    /// <summary>Ends reading.</summary>
    public abstract void Dispose();
}
