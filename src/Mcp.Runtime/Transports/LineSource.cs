using Mcp.Buffers;
using Mcp.Wire;

namespace Mcp.Transports;

/// <summary>Frames that are the lines of a stream.</summary>
internal sealed class LineSource(Stream input, BufferPool buffers, int maxFrameBytes) : FrameSource
{
    private readonly LineFramer _framer = new(buffers, maxFrameBytes);

    public override bool EndsInFrame => _framer.HasPartialFrame;

    public override ValueTask<int> ReadAsync() => input.ReadAsync(_framer.GetMemory(), CancellationToken.None);

    public override void Added(int count) => _framer.Added(count);

    public override FramerStatus TryRead(out ReadOnlySpan<byte> frame) => _framer.TryRead(out frame);

    public override void Return() => _framer.Return();

    public override void Dispose() => input.Dispose();
}
