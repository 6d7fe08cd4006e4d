using Mcp.Buffers;

namespace Mcp.Wire;

/// <summary>
/// Collects the answers to the requests of one array into one array, which leaves when the last of them is there. Above the size of a frame
/// it leaves in parts, which a peer of 2025-03-26 must accept: its array is no bound of what the answers to it take. Thread-safe.
/// </summary>
internal sealed class BatchAnswer(BufferPool buffers, int maxFrameBytes, Action<Payload, PeerRequestId?> send)
{
    private readonly object _lock = new();
    private McpJsonWriter? _writer;
    private PeerRequestId? _first;

    // Whoever reads the array holds it open like a request that runs.
    private int _open = 1;

    /// <summary>A request was accepted; <see cref="Settle"/> follows.</summary>
    public void Expect() => Interlocked.Increment(ref _open);

    /// <summary>Takes an answer that is there at once.</summary>
    public void Add(Payload answer, PeerRequestId? id)
    {
        Payload full = default;
        lock (_lock)
        {
            if (_writer is not null && _writer.Length + answer.Length + 2 > maxFrameBytes)
                full = Detach();
            Append(answer);
            _first ??= id;
        }

        answer.Return();
        if (!full.IsEmpty)
            send(full, id);
    }

    /// <summary>One that was expected is done, with its answer or without. The last one sends what there is.</summary>
    public void Settle()
    {
        if (Interlocked.Decrement(ref _open) != 0)
            return;
        Payload rest;
        lock (_lock)
            rest = _writer is null ? default : Detach();
        if (!rest.IsEmpty)
            send(rest, _first);
    }

    private void Append(Payload answer)
    {
        if (_writer is null)
        {
            _writer = McpJsonWriter.Rent(buffers);
            _writer.WriteRaw("["u8);
        }
        else
        {
            _writer.WriteRaw(","u8);
        }

        _writer.WriteRaw(answer.Span);
    }

    private Payload Detach()
    {
        _writer!.WriteRaw("]"u8);
        Payload whole = _writer.Detach();
        _writer = null;
        return whole;
    }
}
