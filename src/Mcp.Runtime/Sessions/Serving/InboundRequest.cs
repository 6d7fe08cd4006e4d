using System.Globalization;
using System.Text;
using System.Text.Json;
using Mcp.Buffers;
using Mcp.Wire;

namespace Mcp.Sessions;

/// <summary>A request of the peer while its handler runs: owns the parameters' bytes, carries the cancel, writes the answer.</summary>
internal sealed class InboundRequest : McpRequestContext, IThreadPoolWorkItem
{
    private readonly Session _session;
    private readonly McpServedRequest _serve;
    private readonly Payload _params;
    private readonly CancellationTokenSource _cancel = new();
    private readonly ProgressReporter _progress;
    private McpJsonWriter? _writer;
    private int _ended;
    private int _givenUp;

    public InboundRequest(Session session, PeerRequestId id, string method, McpRevision revision, McpServedRequest serve, ReadOnlySpan<byte> parameters, BatchAnswer? batch)
    {
        _session = session;
        _serve = serve;
        Id = id;
        Batch = batch;
        Method = method;
        Revision = revision;
        Peer = new SessionCaller(session, session.RequestTimeout, session.MaxRequestTime, id);
        _progress = new ProgressReporter(session, id, revision, parameters);
        // Last: what may throw comes before what must be given back.
        _params = Payload.CopyOf(session.Services.Buffers, parameters);
    }

    public PeerRequestId Id { get; }

    /// <summary>The answer to the array that the request came in; <see langword="null"/>: it came alone.</summary>
    public BatchAnswer? Batch { get; }

    /// <summary>The bytes that it holds while it waits.</summary>
    public int Size => _params.Length;

    public override string Method { get; }

    public override McpJson RequestId => Id.ToJson();

    public override McpRevision Revision { get; }

    public override McpCaller Peer { get; }

    public override McpJson PeerInfo => _session.PeerDescription is { } peer ? peer.Implementation : OwnPeerInfo();

    public override ValueTask NotifyAsync<TParams>(McpNotificationMethod<TParams> method, TParams parameters)
    {
        return Volatile.Read(ref _ended) == 0
            ? _session.NotifyAsync(method, parameters, Id, subscription: Method == MethodNames.Listen)
            : ValueTask.CompletedTask;
    }

    public override ValueTask ReportProgressAsync(double progress, double? total = null, string? message = null)
    {
        if (Volatile.Read(ref _ended) != 0)
            return ValueTask.CompletedTask;
        _progress.Report(progress, total, message);
        return _session.Connection.Room.WaitAsync();
    }

    public void Execute() => _ = RunAsync();

    /// <summary>The peer gave the request up, or the session ended. Told by the reader, so the handler, which its token runs, hears of it elsewhere.</summary>
    public void Cancel()
    {
        if (Interlocked.Exchange(ref _givenUp, 1) == 0)
            _session.Services.Scheduler.Post(CancelHandler);
    }

    /// <summary>The request was not accepted, so its handler never runs.</summary>
    public void Discard() => _params.Return();

    /// <summary>Without a session the request itself says who asks. Read when asked for, so a handler that does not ask pays nothing.</summary>
    private McpJson OwnPeerInfo()
    {
        if (Volatile.Read(ref _ended) != 0)
            return default;
        McpJson info = RequestMeta.ClientInfo(_params.Span);
        // The handler may have ended meanwhile; then the bytes may have been another request's.
        Interlocked.MemoryBarrier();
        return Volatile.Read(ref _ended) == 0 ? info : default;
    }

    private void CancelHandler()
    {
        try
        {
            _cancel.Cancel();
        }
        catch (Exception error)
        {
            Diagnostics.Log.HandlerFailed(_session.Services.Log, Method, error);
        }
    }

    private async Task RunAsync()
    {
        Payload answer;
        McpRequestException? failure = null;
        var observation = ServingObservation.TryBegin(_session, Method, _params.Span);
        try
        {
            await _serve(_params.Memory, this, BeginResult, _cancel.Token).ConfigureAwait(false);
            _writer!.EndObject();
            answer = _writer.Detach();
        }
        catch (Exception error)
        {
            _writer?.Discard();
            failure = ErrorFor(error);
            answer = _session.EncodeError(Id, failure);
        }

        observation?.OnCompleted(failure, answer.Span, cancelled: Volatile.Read(ref _givenUp) != 0);
        Volatile.Write(ref _ended, 1);
        _params.Return();
        _session.OnServed(this, answer, cancelled: Volatile.Read(ref _givenUp) != 0);
    }

    private McpJsonWriter BeginResult()
    {
        _writer = McpJsonWriter.Rent(_session.Services.Buffers);
        _writer.WriteRaw("{\"jsonrpc\":\"2.0\",\"id\":"u8);
        Id.Write(_writer);
        _writer.WriteRaw(",\"result\":"u8);
        return _writer;
    }

    private McpRequestException ErrorFor(Exception error)
    {
        switch (error)
        {
            case McpRequestException deliberate:
                return deliberate;
            case McpPayloadException or JsonException when _writer is null:
                return new McpRequestException(McpErrorCodes.InvalidParams, $"Invalid parameters for '{Method}': {error.Message}");
            case OperationCanceledException when _cancel.IsCancellationRequested:
                return new McpRequestException(McpErrorCodes.InternalError, "Cancelled.");
            default:
                // Details of a failing handler stay on this side; the log has them.
                Diagnostics.Log.HandlerFailed(_session.Services.Log, RequestTarget.Name(Method, _params.Span), error);
                return new McpRequestException(McpErrorCodes.InternalError, $"The handler of '{Method}' failed.");
        }
    }
}
