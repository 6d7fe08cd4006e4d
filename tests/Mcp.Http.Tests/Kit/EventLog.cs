using Microsoft.AspNetCore.Http;

namespace Mcp.Http.Tests.Kit;

/// <summary>What travels on one logical event stream. It outlives the response that carries it, so that a cut one can be resumed.</summary>
internal sealed class EventLog(string name)
{
    private readonly object _lock = new();
    private readonly List<string> _frames = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _complete;

    public string Name => name;

    /// <summary>Appends a message; after the last one the stream ends.</summary>
    public void Add(string frame, bool last)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            _frames.Add(frame);
            _complete |= last;
            (changed, _changed) = (_changed, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        changed.TrySetResult();
    }

    /// <summary>The message at an index, once it is there; <see langword="null"/> after the last.</summary>
    public async Task<(string? Frame, bool Last)> AtAsync(int index, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (index < _frames.Count)
                    return (_frames[index], _complete && index == _frames.Count - 1);
                if (_complete)
                    return (null, true);
                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Writes the messages from an index on, until the last, or until the cut: then the response simply ends.</summary>
    public async Task CopyToAsync(HttpContext context, int from, bool withIds, int cutAfter = int.MaxValue)
    {
        await context.EventsAsync(": open\n\n");
        for (int index = from; index - from < cutAfter; index++)
        {
            (string? frame, bool last) = await AtAsync(index, context.RequestAborted);
            if (frame is null)
                return;
            await context.EventsAsync(Frames.Event(frame, withIds ? $"{name}-{index + 1}" : null));
            if (last)
                return;
        }
    }
}
