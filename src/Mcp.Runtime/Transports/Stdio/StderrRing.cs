namespace Mcp.Transports.Stdio;

/// <summary>The last lines of a stream, within a number of lines and of bytes.</summary>
internal sealed class StderrRing(int maxLines, int maxBytes)
{
    private readonly object _lock = new();
    private readonly Queue<(string Line, int Bytes)> _lines = new();
    private int _bytes;

    public void Add(string line, int bytes)
    {
        lock (_lock)
        {
            _lines.Enqueue((line, bytes));
            _bytes += bytes;
            while (_lines.Count > maxLines || _bytes > maxBytes)
                _bytes -= _lines.Dequeue().Bytes;
        }
    }

    /// <summary>What is held, oldest first.</summary>
    public string[] ToArray()
    {
        lock (_lock)
            return [.. _lines.Select(entry => entry.Line)];
    }
}
