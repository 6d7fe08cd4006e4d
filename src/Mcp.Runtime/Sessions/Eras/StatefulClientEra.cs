using Mcp.Wire;

namespace Mcp.Sessions;

/// <summary>A client in revisions to 2025-11-25: handshake first, peer requests welcome, cancel by notification.</summary>
internal sealed class StatefulClientEra(SessionSettings settings) : ClientEra
{
    private static readonly McpNotificationMethod<bool> Initialized = new(MethodNames.Initialized, null);

    private McpRevision? _revision;
    private volatile bool _initialized;

    public override McpRevision? Revision => _revision;

    public override async ValueTask<PeerDescription> OpenAsync(Session session, CancellationToken cancellationToken)
    {
        PeerDescription server;
        try
        {
            server = await session.Peer.InvokeAsync(
                Handshake.Initialize, settings, new McpCallOptions { Timeout = settings.NegotiateTimeout }, cancellationToken).ConfigureAwait(false);
        }
        catch (McpRemoteException refusal)
        {
            throw Handshake.Refused(settings, refusal);
        }

        if (!settings.Revisions.Contains(server.Revision))
            throw Handshake.NoCommonRevision(settings, [server.Revision.Date]);
        _revision = server.Revision;
        session.PeerDescription = server;
        // As a frame: as a notification of ours it would be held back by the very gate that it opens.
        session.SendFrame(NotificationEncoder.Encode(session.Services.Buffers, Initialized, true, null));
        _initialized = true;
        session.OpenGate();
        session.Connection.OnNegotiated(server.Revision);
        return server;
    }

    public override void GiveUp(Session session, PendingCall call)
    {
        // The handshake may not be cancelled (MCP "Cancellation"): whoever stops waiting for it closes the connection.
        if (call.Method.Name == MethodNames.Initialize)
            return;
        session.Notify(CancelledNotification.Method, new CancelledNotification(call.Id, call.Outcome));
        session.Connection.Abandon(call.Id);
    }

    public override bool HoldsBack(string method) => !_initialized && method is not (MethodNames.Initialize or MethodNames.Ping or MethodNames.Cancelled);

    public override bool TryServe(Session session, in Envelope request, string method)
    {
        if (method == MethodNames.Ping)
        {
            PingAnswer.Send(session, request);
            return true;
        }

        if (_revision is not null)
            return false;
        session.AnswerError(request, new McpRequestException(McpErrorCodes.InvalidRequest, $"'{method}' came before the handshake was over."));
        return true;
    }
}
