using Mcp;

namespace Watch;

/// <summary>What became of a server's calls. Thread-safe.</summary>
internal sealed class Tally
{
    private const int Kept = 256;

    private readonly object _lock = new();
    private readonly Queue<double> _latest = new();
    private long _done;
    private long _failed;
    private string _last = "";

    /// <summary>How many calls have their result, how many failed, and in what words the last one.</summary>
    public (long Done, long Failed, string Last) Count
    {
        get
        {
            lock (_lock)
                return (_done, _failed, _last);
        }
    }

    /// <summary>What is done to the server at the moment.</summary>
    public string Fault { get; set; } = "";

    /// <summary>The median and the 99th percentile of the latest calls, in milliseconds.</summary>
    public (double Median, double Tail) Latency
    {
        get
        {
            double[] sorted;
            lock (_lock)
                sorted = [.. _latest.Order()];
            return sorted.Length == 0 ? (0, 0) : (sorted[sorted.Length / 2], sorted[sorted.Length * 99 / 100]);
        }
    }

    public void Done(TimeSpan took)
    {
        lock (_lock)
        {
            _done++;
            _latest.Enqueue(took.TotalMilliseconds);
            if (_latest.Count > Kept)
                _latest.Dequeue();
        }
    }

    public void Failed(McpException error)
    {
        lock (_lock)
        {
            _failed++;
            _last = $"{error.Disposition}: {error.Message}";
        }
    }
}
