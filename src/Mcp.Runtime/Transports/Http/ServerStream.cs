using System.Net;
using Mcp.Options;

namespace Mcp.Transports.Http;

/// <summary>
/// The optional stream of what the server sends of its own accord (2025-03-26 to 2025-11-25, "Listening for Messages from the Server"). A
/// server need not have one, so its absence is silent; it is kept open while it brings anything or at least lasts.
/// </summary>
internal sealed class ServerStream(HttpConnection connection, HttpEndpoint endpoint, RuntimeServices services, IFrameSink sink) : IEventReceiver
{
    /// <summary>Servers and proxies end idle streams; one that lasted this long was in order.</summary>
    private static readonly TimeSpan HealthyLife = TimeSpan.FromSeconds(5);

    private readonly ResumePoint _resume = new();
    private bool _broughtAny;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (!_resume.IsHopeless && await ReadOnceAsync(cancellationToken).ConfigureAwait(false))
                await _resume.WaitAsync(services, cancellationToken).ConfigureAwait(false);
            if (_resume.IsHopeless)
                sink.OnNoise($"The server's own stream was given up: {_resume.Error?.Message ?? "it ends as soon as it is opened"}");
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // The connection is over.
        }
        catch (Exception error)
        {
            sink.OnNoise($"The server's own stream ended: {error.Message}");
        }
    }

    bool IEventReceiver.OnMessage(ReadOnlySpan<byte> frame)
    {
        _broughtAny = true;
        sink.OnFrame(frame);
        return true;
    }

    void IEventReceiver.OnForeignEvent(ReadOnlySpan<byte> name) => sink.OnNoise($"event '{HttpFailures.Excerpt(name)}' on the server's own stream");

    /// <summary>One life of the stream. <see langword="false"/>: there is none to be had.</summary>
    private async Task<bool> ReadOnceAsync(CancellationToken cancellationToken)
    {
        HttpResponseMessage response;
        try
        {
            using HttpRequestMessage request = endpoint.Get(connection.SessionId, connection.Negotiated, _resume.LastEventId);
            response = await endpoint.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException error)
        {
            _resume.Error = error;
            return true;
        }

        if (!response.IsSuccessStatusCode || !EventStream.Is(response))
        {
            using (response)
                return IsWorthRepeating(response);
        }

        _broughtAny = false;
        long opened = services.Time.GetTimestamp();
        (EventStreamEnd end, _) = await _resume.ReadAsync(response, services, this, cancellationToken).ConfigureAwait(false);
        if (_broughtAny || services.Time.GetElapsedTime(opened) >= HealthyLife)
            _resume.MarkFruitful();
        if (end != EventStreamEnd.TooLarge)
            return true;
        // Resuming would bring the same event again.
        sink.OnNoise($"The server's own stream was given up: an event is larger than MaxFrameBytes ({services.Limits.MaxFrameBytes})");
        return false;
    }

    private bool IsWorthRepeating(HttpResponseMessage response)
    {
        int status = (int)response.StatusCode;
        _resume.Error = HttpFailures.Refused(status, response.Content.Headers.ContentType?.ToString(), default, null);
        if (status is 408 or 425 or 429 or >= 500)
            return true;
        if (response.StatusCode is not (HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotFound))
            sink.OnNoise($"The server's own stream cannot be opened: {_resume.Error.Message}");
        return false;
    }
}
