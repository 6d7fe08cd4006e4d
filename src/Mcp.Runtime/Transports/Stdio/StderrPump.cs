using System.Collections.Concurrent;
using System.Text;
using Mcp.Options;

namespace Mcp.Transports.Stdio;

/// <summary>
/// Reads a child's standard error to its end, always and whatever becomes of the lines: a child whose standard error is not read stops
/// when the pipe is full. Lines go to the ring and, if the app wants them, to its callback, which runs by itself.
/// </summary>
internal sealed class StderrPump(Stream stream, StderrRing ring, Action<string>? callback, RuntimeServices services) : IThreadPoolWorkItem
{
    // A longer line is cut into pieces: a flood without line feeds must not grow anything.
    private const int MaxLine = 4096;
    private const int MaxWaiting = 1024;

    private readonly ConcurrentQueue<string> _waiting = new();
    private int _waitingCount;
    private int _role;

    /// <summary>Ends with the stream; never fails.</summary>
    public async Task RunAsync()
    {
        byte[] buffer = services.Buffers.Rent(2 * MaxLine);
        try
        {
            int held = 0;
            while (true)
            {
                int count = await stream.ReadAsync(buffer.AsMemory(held), CancellationToken.None).ConfigureAwait(false);
                if (count == 0)
                    break;
                held = TakeLines(buffer.AsSpan(0, held + count));
            }

            if (held > 0)
                Take(buffer.AsSpan(0, held));
        }
        catch (Exception)
        {
            // The stream was closed after the drain limit, or broke: either way there is no more to read.
        }
        finally
        {
            services.Buffers.Return(buffer);
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        while (_waiting.TryDequeue(out string? line))
        {
            Interlocked.Decrement(ref _waitingCount);
            try
            {
                callback!(line);
            }
            catch (Exception error)
            {
                StdioLog.StderrCallbackFailed(services.Log, error);
            }
        }

        Interlocked.Exchange(ref _role, 0);
        Kick();
    }

    /// <summary>Takes the whole lines and moves the rest to the front. Returns the rest's length.</summary>
    private int TakeLines(Span<byte> bytes)
    {
        Span<byte> rest = bytes;
        while (true)
        {
            int feed = rest.IndexOf((byte)'\n');
            int length = feed >= 0 ? Math.Min(feed, MaxLine) : rest.Length >= MaxLine ? MaxLine : -1;
            if (length < 0)
                break;
            Take(rest[..length]);
            rest = rest[(length == feed ? length + 1 : length)..];
        }

        rest.CopyTo(bytes);
        return rest.Length;
    }

    private void Take(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes.TrimEnd((byte)'\r');
        string line = Encoding.UTF8.GetString(bytes);
        ring.Add(line, bytes.Length);
        StdioLog.StderrLine(services.Log, line);
        if (callback is null)
            return;
        if (Interlocked.Increment(ref _waitingCount) > MaxWaiting)
        {
            Interlocked.Decrement(ref _waitingCount);
            return;
        }

        _waiting.Enqueue(line);
        Kick();
    }

    private void Kick()
    {
        if (!_waiting.IsEmpty && Interlocked.CompareExchange(ref _role, 1, 0) == 0)
            services.Scheduler.Post(this);
    }
}
