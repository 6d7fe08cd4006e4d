namespace Mcp.Behaviour.Tests.Simulation;

/// <summary>One direction of a simulated connection: bytes arrive late and in pieces, in order, until the line is cut.</summary>
internal sealed class SimPipe(SimClock clock, Random chance)
{
    private readonly Queue<byte[]> _arrived = new();
    private TaskCompletionSource<int>? _reader;
    private Memory<byte> _target;
    private long _lastArrival;
    private bool _ended;
    private bool _cut;

    public SimStream Reader => new(this, reads: true);

    public SimStream Writer => new(this, reads: false);

    public void Cut()
    {
        _cut = true;
        _arrived.Clear();
        Finish();
    }

    public void EndWriting() => Arrive(null);

    public ValueTask<int> ReadAsync(Memory<byte> target)
    {
        if (_arrived.TryDequeue(out byte[]? piece))
            return ValueTask.FromResult(Take(piece, target));
        if (_ended)
            return ValueTask.FromResult(0);
        _target = target;
        _reader = new TaskCompletionSource<int>();
        return new ValueTask<int>(_reader.Task);
    }

    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        if (_cut || _ended)
            return ValueTask.FromException(new IOException("The simulated line is cut."));
        int sent = 0;
        while (sent < bytes.Length)
        {
            int size = chance.Next(4) == 0 ? 1 : chance.Next(1, bytes.Length + 1 - sent);
            Arrive(bytes.Slice(sent, size).ToArray());
            sent += size;
        }

        if (chance.Next(3) != 0)
            return ValueTask.CompletedTask;
        var slow = new TaskCompletionSource();
        clock.After(TimeSpan.FromMilliseconds(chance.Next(20)), slow.SetResult);
        return new ValueTask(slow.Task);
    }

    /// <summary>The reading end was disposed by its owner.</summary>
    public void Finish()
    {
        _ended = true;
        if (_reader is { } reader)
        {
            _reader = null;
            reader.SetResult(0);
        }
    }

    private void Arrive(byte[]? piece)
    {
        // Later than what was sent before, or the order of the bytes would be lost.
        _lastArrival = Math.Max(_lastArrival, clock.GetTimestamp()) + chance.Next(5) * TimeSpan.TicksPerMillisecond;
        clock.After(TimeSpan.FromTicks(_lastArrival - clock.GetTimestamp()), () =>
        {
            if (_cut || _ended)
                return;
            if (piece is null)
            {
                Finish();
            }
            else if (_reader is { } reader)
            {
                _reader = null;
                reader.SetResult(Take(piece, _target));
            }
            else
            {
                _arrived.Enqueue(piece);
            }
        });
    }

    private int Take(byte[] piece, Memory<byte> target)
    {
        int size = Math.Min(piece.Length, target.Length);
        piece.AsMemory(0, size).CopyTo(target);
        if (size < piece.Length)
        {
            byte[][] rest = [piece[size..], .. _arrived];
            _arrived.Clear();
            foreach (byte[] later in rest)
                _arrived.Enqueue(later);
        }

        return size;
    }
}
