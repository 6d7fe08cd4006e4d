using Mcp.Sessions;
using Mcp.Wire;

namespace Mcp.Runtime.Tests.Kit;

/// <summary>A client of the stateful era whose handshake is over: nothing is held back, all else is the era's own.</summary>
internal sealed class OpenEra(SessionSettings settings) : EraStrategy
{
    private readonly StatefulClientEra _era = new(settings);

    public override McpRevision Revision => McpRevision.V2025_03_26;

    public override void GiveUp(Session session, PendingCall call) => _era.GiveUp(session, call);

    public override bool TryServe(Session session, in Envelope request, string method) => _era.TryServe(session, request, method);
}
