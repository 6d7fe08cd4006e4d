using Mcp.Sessions;
using Mcp.Wire;

namespace Mcp.Behaviour.Tests.Sessions.Model;

/// <summary>A client of the stateful era whose handshake is over: nothing is held back.</summary>
internal sealed class OpenEra : EraStrategy
{
    public override McpRevision Revision => McpRevision.V2025_03_26;

    public override void GiveUp(Session session, PendingCall call)
    {
        session.Notify(CancelledNotification.Method, new CancelledNotification(call.Id, call.Outcome));
        session.Connection.Abandon(call.Id);
    }

    public override bool TryServe(Session session, in Envelope request, string method) => false;
}
