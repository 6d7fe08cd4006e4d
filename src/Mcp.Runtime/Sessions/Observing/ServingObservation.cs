using System.Diagnostics;
using System.Globalization;
using Mcp.Diagnostics;

namespace Mcp.Sessions;

/// <summary>What is noted of one request of the peer while somebody listens: a span as the child of the sender's, its duration, its outcome.</summary>
internal sealed class ServingObservation
{
    private const string Listeners = "telemetry";

    private readonly Session _session;
    private readonly string _method;
    private readonly Activity? _activity;
    private readonly long _start;
    private readonly (string Tag, string Value)? _target;

    private ServingObservation(Session session, string method, ReadOnlySpan<byte> parameters)
    {
        _session = session;
        _method = method;
        _start = session.Services.Time.GetTimestamp();
        if (RequestTarget.Of(method) is { } target && RequestTarget.Read(parameters, [], target.Member) is { } value)
            _target = (target.Tag, value);
        _activity = Start(method, TraceContext.Read(parameters));
        if (_activity is null)
            return;
        _activity.SetTag(TelemetryTags.Method, method);
        if (_target is { } described)
            RequestTarget.Describe(_activity, method, described.Tag, described.Value);
    }

    /// <summary>Begins where the handler runs: its own spans become children. Does not throw: a listener that does costs the observation, not the answer.</summary>
    public static ServingObservation? TryBegin(Session session, string method, ReadOnlySpan<byte> parameters)
    {
        if (!Telemetry.ObservesServing)
            return null;
        try
        {
            return new ServingObservation(session, method, parameters);
        }
        catch (Exception error)
        {
            Log.HandlerFailed(session.Services.Log, Listeners, error);
            return null;
        }
    }

    /// <summary>The handler has ended. Does not throw, as the beginning does not.</summary>
    /// <param name="failure">The error that is answered; <see langword="null"/>: a result is.</param>
    /// <param name="answer">The frame of the answer.</param>
    /// <param name="cancelled">Whether the peer gave the request up.</param>
    public void OnCompleted(McpRequestException? failure, ReadOnlySpan<byte> answer, bool cancelled)
    {
        try
        {
            Complete(failure, answer, cancelled);
        }
        catch (Exception error)
        {
            Log.HandlerFailed(_session.Services.Log, Listeners, error);
        }
    }

    private void Complete(McpRequestException? failure, ReadOnlySpan<byte> answer, bool cancelled)
    {
        string? code = failure?.Code.ToString(CultureInfo.InvariantCulture);
        string? error = cancelled ? TelemetryTags.Cancelled
            : code ?? (OutcomeTags.IsToolError(_method, answer, "result"u8) ? TelemetryTags.ToolError : null);
        var tags = new TagList { { TelemetryTags.Method, _method } };
        _session.AddTags(ref tags);
        if (_method == MethodNames.CallTool)
            tags.Add(TelemetryTags.Operation, TelemetryTags.ExecuteTool);
        if (error is not null)
            tags.Add(TelemetryTags.ErrorType, error);
        if (code is not null)
            tags.Add(TelemetryTags.StatusCode, code);
        if (_activity is not null)
        {
            foreach (KeyValuePair<string, object?> tag in tags)
                _activity.SetTag(tag.Key, tag.Value);
            if (error is not null)
                _activity.SetStatus(ActivityStatusCode.Error);
            _activity.Stop();
        }

        // The name in a request that failed may be anything: a peer could make a new time series with each.
        if (failure is null && _target is { Tag: not TelemetryTags.ResourceUri } target)
            tags.Add(target.Tag, target.Value);
        Telemetry.ServerOperation.Record(_session.Services.Time.GetElapsedTime(_start).TotalSeconds, tags);
    }

    private static Activity? Start(string method, ActivityContext sender)
    {
        // The sender's span is the parent; what this process was doing anyway (an HTTP request, for instance) is linked.
        Activity? ambient = Activity.Current;
        ActivityLink[]? links = sender != default && ambient is not null ? [new ActivityLink(ambient.Context)] : null;
        return sender == default
            ? Telemetry.Source.StartActivity(method, ActivityKind.Server)
            : Telemetry.Source.StartActivity(method, ActivityKind.Server, sender, links: links);
    }
}
