using System.Text;
using Mcp.Transports;

namespace Mcp.Runtime.Tests.Kit;

/// <summary>Remembers what it was told and checks the promises of <see cref="IFrameSink"/>: one call at a time, the end once and last.</summary>
internal sealed class RecordingSink : IFrameSink
{
    private readonly List<string> _frames = [];
    private readonly List<string> _noise = [];
    private readonly List<(int Count, TaskCompletionSource Source)> _waiting = [];
    private readonly TaskCompletionSource<McpCloseInfo> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _inside;
    private int _handled;

    public Func<int, bool> Allows { get; set; } = _ => true;

    public Action<string>? Framed { get; set; }

    public string? BrokenPromise { get; private set; }

    public Task<McpCloseInfo> Closed => _closed.Task.WaitAsync(TestServices.HangLimit);

    public string[] Frames
    {
        get
        {
            lock (_frames)
                return [.. _frames];
        }
    }

    public string[] Noise
    {
        get
        {
            lock (_frames)
                return [.. _noise];
        }
    }

    /// <summary>Completes when so many frames came and <see cref="Framed"/> is done with them.</summary>
    public Task FramesAsync(int count)
    {
        lock (_frames)
        {
            if (_handled >= count)
                return Task.CompletedTask;
            var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((count, source));
            return source.Task.WaitAsync(TestServices.HangLimit);
        }
    }

    public void OnFrame(ReadOnlySpan<byte> frame)
    {
        if (Interlocked.Exchange(ref _inside, 1) != 0)
            BrokenPromise = "two calls at a time";
        if (_closed.Task.IsCompleted)
            BrokenPromise = "a frame after the end";
        string text = Encoding.UTF8.GetString(frame);
        lock (_frames)
            _frames.Add(text);
        Framed?.Invoke(text);
        lock (_frames)
        {
            _handled++;
            foreach ((int count, TaskCompletionSource source) in _waiting)
            {
                if (_handled >= count)
                    source.TrySetResult();
            }
        }

        Interlocked.Exchange(ref _inside, 0);
    }

    public bool OnSending(int requestId) => Allows(requestId);

    public int Rooms { get; private set; }

    public void OnRoom() => Rooms++;

    public void OnExchangeFailed(int requestId, McpException error) => BrokenPromise = "a pipe has no exchanges";

    public void OnNoise(string what)
    {
        lock (_frames)
            _noise.Add(what);
    }

    public void OnClosed(McpCloseInfo close)
    {
        if (!_closed.TrySetResult(close))
            BrokenPromise = "a second end";
    }
}
