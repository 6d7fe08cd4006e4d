namespace Mcp.Sessions;

/// <summary>The client's side of an era.</summary>
internal abstract class ClientEra : EraStrategy
{
    /// <summary>Opens the conversation: afterwards the revision is agreed on and the peer described.</summary>
    /// <exception cref="McpNegotiationException">There is no revision in common.</exception>
    public abstract ValueTask<PeerDescription> OpenAsync(Session session, CancellationToken cancellationToken);

    /// <summary>The strategy for the revisions an app accepts. They are of one era: telling eras apart by a probe is not offered yet.</summary>
    public static ClientEra For(SessionSettings settings) =>
        settings.Revisions[0].Era == McpEra.Stateful ? new StatefulClientEra(settings) : new StatelessClientEra(settings);
}
