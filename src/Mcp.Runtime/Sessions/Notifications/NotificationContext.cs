namespace Mcp.Sessions;

/// <summary>What the observer of a notification is given.</summary>
internal sealed class NotificationContext(Session session, string method) : McpRequestContext
{
    public override string Method => method;

    public override McpRevision Revision => session.Era.Revision!;

    public override McpCaller Peer => session.Peer;

    public override McpJson PeerInfo => session.PeerDescription?.Implementation ?? default;

    public override ValueTask NotifyAsync<TParams>(McpNotificationMethod<TParams> method, TParams parameters) => session.Peer.NotifyAsync(method, parameters);

    public override ValueTask ReportProgressAsync(double progress, double? total = null, string? message = null) => ValueTask.CompletedTask;
}
