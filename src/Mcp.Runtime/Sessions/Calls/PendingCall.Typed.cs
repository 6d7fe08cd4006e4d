using System.Text.Json;
using System.Threading.Tasks.Sources;
using Mcp.Buffers;
using Mcp.Options;

namespace Mcp.Sessions;

/// <summary>The typed half of a call: holds the parameters for as many legs as it takes and reads the result on the thread that awaits it.</summary>
internal sealed class PendingCall<TParams, TResult> : PendingCall, IValueTaskSource<TResult>, IValueTaskSource
{
    private static readonly Recycler<PendingCall<TParams, TResult>> Spare = new(1024);

    private ManualResetValueTaskSourceCore<bool> _source;
    private McpMethod<TParams, TResult> _method = null!;
    private TParams _parameters = default!;

    public override McpMethod Method => _method;

    public static ValueTask<TResult> Start(
        ICallRouter router,
        RuntimeServices services,
        McpMethod<TParams, TResult> method,
        TParams parameters,
        McpCallOptions options,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(method);
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<TResult>(cancellationToken);
        PendingCall<TParams, TResult> call = Take(method, parameters);
        // Taken before the call is visible: a call that completes at once may already be in its next use.
        var task = new ValueTask<TResult>(call, call._source.Version);
        router.Submit(call.Begin(router, services, options, cancellationToken));
        return task;
    }

    /// <summary>The same for a caller to whom it matters only that the result came and could be read.</summary>
    public static ValueTask StartWithoutResult(
        ICallRouter router,
        RuntimeServices services,
        McpMethod<TParams, TResult> method,
        TParams parameters,
        McpCallOptions options,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(method);
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled(cancellationToken);
        PendingCall<TParams, TResult> call = Take(method, parameters);
        var task = new ValueTask(call, call._source.Version);
        router.Submit(call.Begin(router, services, options, cancellationToken));
        return task;
    }

    public TResult GetResult(short token)
    {
        // A wrong token throws here and recycles nothing.
        _source.GetResult(token);
        try
        {
            return Outcome == LegOutcome.Result ? ReadResult() : throw CallErrors.From(this);
        }
        finally
        {
            Reset();
            _method = null!;
            _parameters = default!;
            _source.Reset();
            Spare.Give(this);
        }
    }

    void IValueTaskSource.GetResult(short token) => GetResult(token);

    public ValueTaskSourceStatus GetStatus(short token) => _source.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    protected override void WriteParams(McpJsonWriter writer) => _method.WriteParams?.Invoke(writer, _parameters);

    protected override void Complete() => _source.SetResult(true);

    private static PendingCall<TParams, TResult> Take(McpMethod<TParams, TResult> method, TParams parameters)
    {
        PendingCall<TParams, TResult> call = Spare.TryTake() ?? new PendingCall<TParams, TResult>();
        call._method = method;
        call._parameters = parameters;
        return call;
    }

    private TResult ReadResult()
    {
        try
        {
            var reader = new McpJsonReader(Response.Span);
            return _method.ReadResult(ref reader);
        }
        catch (Exception error) when (error is McpPayloadException or JsonException or InvalidOperationException or FormatException)
        {
            throw new McpPayloadException($"The result of '{_method.Label}' cannot be read: {error.Message}", error)
            {
                Method = _method.Name,
                Disposition = McpDisposition.Sent,
            };
        }
    }
}
