using Mcp.Wire;

namespace Mcp.Sessions;

/// <summary>A server that does not know yet how its client talks: the first message decides.</summary>
internal sealed class UndecidedServerEra(SessionSettings settings) : EraStrategy
{
    public override McpRevision? Revision => null;

    public override bool IsServer => true;

    public override bool HoldsBack(string method) => method is not (MethodNames.Ping or MethodNames.LogMessage);

    public override void GiveUp(Session session, PendingCall call)
    {
    }

    public override bool TryServe(Session session, in Envelope request, string method)
    {
        if (method == MethodNames.Ping)
        {
            PingAnswer.Send(session, request);
            return true;
        }

        bool stateful = settings.Revisions.Any(revision => revision.Era == McpEra.Stateful);
        bool stateless = settings.Revisions.Any(revision => revision.Era == McpEra.Stateless);
        // The stateless era has no arrays, so what came in one does not decide for it.
        EraStrategy? next = method == MethodNames.Initialize && stateful ? new StatefulServerEra(settings)
            : request.Batch is null && stateless && (RequestMeta.HasVersion(request.Params) || !stateful) ? new StatelessServerEra(settings)
            : null;
        if (next is null)
        {
            session.AnswerError(request, NotInitialized());
            return true;
        }

        session.Era = next;
        return next.TryServe(session, request, method);
    }

    public static McpRequestException NotInitialized() => new(McpErrorCodes.InvalidRequest, "The session has not been initialized.");
}
