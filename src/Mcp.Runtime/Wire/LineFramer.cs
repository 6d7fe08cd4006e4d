using Mcp.Buffers;

namespace Mcp.Wire;

/// <summary>
/// Cuts a byte stream into frames at line feeds. It resumes where it stopped, so that each byte is looked at once however the stream
/// was split; a carriage return before the line feed, blank lines and a byte order mark at the very start are not part of any frame.
/// </summary>
internal sealed class LineFramer(BufferPool pool, int maxFrameBytes)
{
    private ReadWindow _window = new(pool, maxFrameBytes);
    private int _examined;
    private bool _started;

    public Memory<byte> GetMemory() => _window.GetMemory();

    public void Added(int count) => _window.Added(count);

    /// <summary>Takes the next frame; the span is valid until the next call on the framer.</summary>
    public FramerStatus TryRead(out ReadOnlySpan<byte> frame)
    {
        while (true)
        {
            ReadOnlySpan<byte> bytes = _window.Span;
            int feed = bytes[_examined..].IndexOf((byte)'\n');
            if (feed < 0)
            {
                _examined = bytes.Length;
                frame = default;
                return _examined > maxFrameBytes ? FramerStatus.TooLarge : FramerStatus.NeedMore;
            }

            ReadOnlySpan<byte> line = bytes[..(_examined + feed)];
            _window.Consume(line.Length + 1);
            _examined = 0;
            line = Trim(line);
            if (line.Length > maxFrameBytes)
            {
                frame = default;
                return FramerStatus.TooLarge;
            }

            if (!line.IsEmpty)
            {
                frame = line;
                return FramerStatus.Frame;
            }
        }
    }

    /// <summary>Whether the stream ended in the middle of a line.</summary>
    public bool HasPartialFrame => !_window.Span.Trim(" \t\r"u8).IsEmpty;

    public void Return() => _window.Return();

    private ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> line)
    {
        if (!_started)
        {
            _started = true;
            if (line.StartsWith("\uFEFF"u8))
                line = line[3..];
        }

        return line.Trim(" \t\r"u8);
    }
}
