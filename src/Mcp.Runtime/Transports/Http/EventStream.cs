using Mcp.Wire;

namespace Mcp.Transports.Http;

/// <summary>Why the reading of an event stream ended.</summary>
internal enum EventStreamEnd
{
    /// <summary>The server ended it.</summary>
    Ended,

    /// <summary>The network or the server broke it off; see the error.</summary>
    Broken,

    /// <summary>An event passed the limit.</summary>
    TooLarge,

    /// <summary>The receiver has what it waited for.</summary>
    Satisfied,
}

/// <summary>Takes the messages of an event stream.</summary>
internal interface IEventReceiver
{
    /// <summary>A message; its bytes are valid during the call. <see langword="false"/>: what comes after those already read is not needed.</summary>
    bool OnMessage(ReadOnlySpan<byte> frame);

    /// <summary>An event that is no message.</summary>
    void OnForeignEvent(ReadOnlySpan<byte> name);
}

/// <summary>Reads one response body as server-sent events.</summary>
internal static class EventStream
{
    public static bool Is(HttpResponseMessage response) =>
        string.Equals(response.Content.Headers.ContentType?.MediaType, HttpEndpoint.EventStreamType, StringComparison.OrdinalIgnoreCase);

    public static async Task<(EventStreamEnd End, Exception? Error)> ReadAsync(HttpResponseMessage response, SseFramer framer, IEventReceiver receiver, CancellationToken cancellationToken)
    {
        try
        {
            Stream body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            while (true)
            {
                int read = await body.ReadAsync(framer.GetMemory(), cancellationToken).ConfigureAwait(false);
                if (read == 0)
                    return (EventStreamEnd.Ended, null);
                framer.Added(read);
                if (Deliver(framer, receiver) is { } end)
                    return (end, null);
            }
        }
        catch (Exception error) when (error is IOException or HttpRequestException && !cancellationToken.IsCancellationRequested)
        {
            return (EventStreamEnd.Broken, error);
        }
    }

    private static EventStreamEnd? Deliver(SseFramer framer, IEventReceiver receiver)
    {
        bool satisfied = false;
        while (true)
        {
            switch (framer.TryRead(out SseEvent item))
            {
                case FramerStatus.NeedMore:
                    return satisfied ? EventStreamEnd.Satisfied : null;
                case FramerStatus.TooLarge:
                    return EventStreamEnd.TooLarge;
                case FramerStatus.Frame when item.Name.IsEmpty || item.Name.SequenceEqual("message"u8):
                    satisfied |= !receiver.OnMessage(item.Data);
                    break;
                default:
                    receiver.OnForeignEvent(item.Name);
                    break;
            }
        }
    }
}
