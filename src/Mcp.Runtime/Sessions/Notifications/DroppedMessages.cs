using Mcp.Diagnostics;
using Mcp.Options;

namespace Mcp.Sessions;

/// <summary>Counts and logs what a session received and had no use for. What a peer can send without end is logged at most once a second.</summary>
internal sealed class DroppedMessages(RuntimeServices services)
{
    private readonly RateLimit _unknown = new(services.Time);
    private readonly RateLimit _rejected = new(services.Time);
    private long _lateAnswers;
    private long _rejectedFrames;
    private bool _textualIdsSeen;

    public long LateAnswers => Interlocked.Read(ref _lateAnswers);

    public long RejectedFrames => Interlocked.Read(ref _rejectedFrames);

    /// <summary>An answer came for a request that is over, or a second one for the same.</summary>
    public void OnLateAnswer(long id)
    {
        Interlocked.Increment(ref _lateAnswers);
        Count("late_answer");
        Log.LateResponse(services.Log, id);
    }

    /// <summary>An answer came with an id that this side never gives.</summary>
    public void OnUnknownAnswer(string id)
    {
        Interlocked.Increment(ref _lateAnswers);
        Count("unknown_answer");
        if (_unknown.TryEnter(out long suppressed))
            Log.UnknownResponse(services.Log, id, suppressed);
    }

    public void OnRejected(string reason)
    {
        Interlocked.Increment(ref _rejectedFrames);
        Count("rejected");
        if (_rejected.TryEnter(out long suppressed))
            Log.FrameRejected(services.Log, reason, suppressed);
    }

    public void OnNoise(string what)
    {
        Count("noise");
        Log.Noise(services.Log, what);
    }

    /// <summary>Some servers send ids back as text; that is said once, not with every answer.</summary>
    public void OnTextualId()
    {
        if (_textualIdsSeen)
            return;
        _textualIdsSeen = true;
        Log.TextualId(services.Log);
    }

    public static void Count(string kind) => Telemetry.Dropped.Add(1, new KeyValuePair<string, object?>(TelemetryTags.Kind, kind));
}
