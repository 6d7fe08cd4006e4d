using System.Diagnostics;
using System.Globalization;
using Mcp.Diagnostics;
using Mcp.Options;

namespace Mcp.Sessions;

/// <summary>
/// What is noted of one request of ours while somebody listens: its span, its duration, its outcome. A call that nobody listens to has none.
/// A call that is sent again is one span with an event for each retry.
/// </summary>
internal sealed class CallObservation
{
    private readonly RuntimeServices _services;
    private readonly McpMethod _method;
    private readonly Activity? _activity;
    private readonly Activity? _trace;
    private readonly bool _ownsActivity;
    private readonly bool _countsActive;
    private readonly long _start;
    private string? _target;

    private CallObservation(RuntimeServices services, McpMethod method)
    {
        _services = services;
        _method = method;
        _start = services.Time.GetTimestamp();
        _countsActive = Telemetry.ActiveRequests.Enabled;
        if (_countsActive)
            Telemetry.ActiveRequests.Add(1);
        Activity? ambient = Activity.Current;
        if (ambient is not null && IsToolSpan(ambient, method))
        {
            _activity = ambient;
        }
        else
        {
            _activity = Start(method);
            _ownsActivity = _activity is not null;
        }

        _activity?.SetTag(TelemetryTags.Method, method.Name);
        // Where this call is not sampled the caller's trace goes on all the same.
        _trace = _activity ?? (Telemetry.Source.HasListeners() ? ambient : null);
    }

    /// <summary>Whether the request's <c>_meta</c> must say which trace it belongs to.</summary>
    public bool HasTrace => _trace is not null;

    public static CallObservation? TryBegin(RuntimeServices services, McpMethod method) =>
        Telemetry.ObservesCalls || services.Log.IsEnabled(Microsoft.Extensions.Logging.LogLevel.Debug) ? new CallObservation(services, method) : null;

    public void WriteTrace(McpJsonWriter writer)
    {
        if (_trace is not null)
            TraceContext.Write(writer, _trace);
    }

    /// <summary>The frame of a leg stands: its id and what it is about are known.</summary>
    public void OnEncoded(int id, ReadOnlySpan<byte> frame)
    {
        _activity?.SetTag(TelemetryTags.RequestId, id.ToString(CultureInfo.InvariantCulture));
        if (_target is not null || RequestTarget.Of(_method.Name) is not { } target)
            return;
        _target = RequestTarget.Read(frame, "params"u8, target.Member);
        if (_target is null || _activity is null)
            return;
        if (_ownsActivity)
            RequestTarget.Describe(_activity, _method.Name, target.Tag, _target);
        else
            _activity.SetTag(target.Tag, _target);
    }

    public void OnRetry() => _activity?.AddEvent(new ActivityEvent("retry"));

    /// <summary>The call has its outcome; its caller is about to be told.</summary>
    public void OnCompleted(PendingCall call)
    {
        TimeSpan elapsed = _services.Time.GetElapsedTime(_start);
        if (_countsActive)
            Telemetry.ActiveRequests.Add(-1);
        (string? error, int? code) = OutcomeTags.Of(call);
        if (Telemetry.ClientOperation.Enabled)
            Record(call, elapsed, error, code);
        if (_activity is not null)
            End(call, error, code);
        LogOutcome(call.Id, elapsed, error);
    }

    private static Activity? Start(McpMethod method)
    {
        Activity? started = null;
        // The span is not what the caller's code runs in: it ends elsewhere, and the next call must not become its child.
        Apart(() => started = Telemetry.Source.StartActivity(method.Name, ActivityKind.Client));
        return started;
    }

    /// <summary>
    /// Whatever becomes the current span in there is not the current one afterwards. To set it back would not do: one that has ended cannot
    /// be made the current one again.
    /// </summary>
    private static void Apart(Action action)
    {
        bool suppressed = ExecutionContext.IsFlowSuppressed();
        if (suppressed)
            ExecutionContext.RestoreFlow();
        try
        {
            ExecutionContext.Run(ExecutionContext.Capture()!, static state => ((Action)state!)(), action);
        }
        finally
        {
            if (suppressed)
                ExecutionContext.SuppressFlow();
        }
    }

    /// <summary>Model libraries open a span around a tool call themselves; a second one for the same thing would count it twice.</summary>
    private static bool IsToolSpan(Activity activity, McpMethod method) =>
        method.Name == MethodNames.CallTool && !activity.IsStopped && activity.GetTagItem(TelemetryTags.Operation) is TelemetryTags.ExecuteTool;

    private void LogOutcome(int id, TimeSpan elapsed, string? error)
    {
        if (error is null)
            Log.Completed(_services.Log, _method.Label, id, elapsed);
        else if (error == TelemetryTags.Cancelled)
            Log.Cancelled(_services.Log, _method.Label, id, elapsed);
        else
            Log.Failed(_services.Log, _method.Label, id, error, elapsed);
    }

    private void Record(PendingCall call, TimeSpan elapsed, string? error, int? code)
    {
        var tags = new TagList { { TelemetryTags.Method, _method.Name } };
        call.Session?.AddTags(ref tags);
        if (_target is not null && RequestTarget.Of(_method.Name) is { Tag: not TelemetryTags.ResourceUri } target)
            tags.Add(target.Tag, _target);
        if (_method.Name == MethodNames.CallTool)
            tags.Add(TelemetryTags.Operation, TelemetryTags.ExecuteTool);
        if (error is not null)
            tags.Add(TelemetryTags.ErrorType, error);
        if (code is { } status)
            tags.Add(TelemetryTags.StatusCode, StatusText(status));
        Telemetry.ClientOperation.Record(elapsed.TotalSeconds, tags);
    }

    private void End(PendingCall call, string? error, int? code)
    {
        var tags = new TagList();
        call.Session?.AddTags(ref tags);
        foreach (KeyValuePair<string, object?> tag in tags)
            _activity!.SetTag(tag.Key, tag.Value);
        if (_method.Name == MethodNames.CallTool)
            _activity!.SetTag(TelemetryTags.Operation, TelemetryTags.ExecuteTool);
        if (code is { } status)
            _activity!.SetTag(TelemetryTags.StatusCode, StatusText(status));
        if (error is not null)
            _activity!.SetTag(TelemetryTags.ErrorType, error).SetStatus(ActivityStatusCode.Error);
        // Stopping makes the span's parent the current one, also where the caller has opened spans of its own since.
        if (_ownsActivity)
            Apart(_activity!.Stop);
    }

    private static string StatusText(int code) => code.ToString(CultureInfo.InvariantCulture);
}
