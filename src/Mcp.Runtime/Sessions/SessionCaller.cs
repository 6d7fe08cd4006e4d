using Mcp.Wire;

namespace Mcp.Sessions;

/// <summary>Calls over one session and no other: what a handler gets as its peer, and what the handshake uses. Nothing is repeated.</summary>
internal sealed class SessionCaller(Session session, TimeSpan requestTimeout, TimeSpan maxRequestTime, PeerRequestId? related = null) : McpCaller, ICallRouter
{
    public TimeSpan RequestTimeout => requestTimeout;

    public TimeSpan MaxRequestTime => maxRequestTime;

    public PeerRequestId? Related => related;

    public override McpRevision? Revision => session.Era.Revision;

    public override ValueTask<TResult> InvokeAsync<TParams, TResult>(
        McpMethod<TParams, TResult> method, TParams parameters, McpCallOptions options = default, CancellationToken cancellationToken = default) =>
        PendingCall<TParams, TResult>.Start(this, session.Services, method, parameters, options, cancellationToken);

    public override ValueTask PerformAsync<TParams, TResult>(
        McpMethod<TParams, TResult> method, TParams parameters, McpCallOptions options = default, CancellationToken cancellationToken = default) =>
        PendingCall<TParams, TResult>.StartWithoutResult(this, session.Services, method, parameters, options, cancellationToken);

    public override ValueTask NotifyAsync<TParams>(
        McpNotificationMethod<TParams> method, TParams parameters, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return session.NotifyAsync(method, parameters, related);
    }

    public void Submit(CallLeg leg) => session.Submit(leg);

    public bool TryRecover(PendingCall call) => false;
}
