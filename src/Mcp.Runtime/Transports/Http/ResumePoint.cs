using Mcp.Options;
using Mcp.Wire;

namespace Mcp.Transports.Http;

/// <summary>How far a stream was read over all the responses that carried it, and how often its reopening brought nothing.</summary>
internal sealed class ResumePoint
{
    private int? _retryMilliseconds;
    private int _fruitless;

    public string? LastEventId { get; private set; }

    /// <summary>What stopped the last attempt.</summary>
    public Exception? Error { get; set; }

    public bool IsKnown => !string.IsNullOrEmpty(LastEventId);

    public bool IsHopeless => _fruitless >= StreamReopening.MaxFruitless;

    /// <summary>Reads one response to its end and lets go of it.</summary>
    public async Task<(EventStreamEnd End, Exception? Error)> ReadAsync(HttpResponseMessage response, RuntimeServices services, IEventReceiver receiver, CancellationToken cancellationToken)
    {
        var framer = new SseFramer(services.Buffers, services.Limits.MaxFrameBytes, LastEventId);
        try
        {
            (EventStreamEnd end, Error) = await EventStream.ReadAsync(response, framer, receiver, cancellationToken).ConfigureAwait(false);
            if (framer.LastEventId != LastEventId)
                MarkFruitful();
            LastEventId = framer.LastEventId;
            _retryMilliseconds = framer.RetryMilliseconds ?? _retryMilliseconds;
            return (end, Error);
        }
        finally
        {
            framer.Return();
            // The handler reads the rest of an answered stream by itself for a moment, so that its connection can be used again.
            response.Dispose();
        }
    }

    public void MarkFruitful() => _fruitless = 0;

    public async Task WaitAsync(RuntimeServices services, CancellationToken cancellationToken)
    {
        await Task.Delay(StreamReopening.DelayBefore(_fruitless++, _retryMilliseconds), services.Time, cancellationToken).ConfigureAwait(false);
        // The timer's thread belongs to every timer of the process.
        await services.Scheduler.SwitchTo();
    }
}
