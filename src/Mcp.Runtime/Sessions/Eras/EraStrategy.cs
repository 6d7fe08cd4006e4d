using Mcp.Wire;

namespace Mcp.Sessions;

/// <summary>
/// How an era opens a session, wraps parameters, reads results and gives requests up: one value per session, one type per era and side.
/// Neither transports nor generated call code know which one is at work.
/// </summary>
internal abstract class EraStrategy
{
    /// <summary>The revision in force; <see langword="null"/> while it is not agreed on.</summary>
    public abstract McpRevision? Revision { get; }

    /// <summary>Whether every request of ours carries something in <c>_meta</c>.</summary>
    public virtual bool HasMeta => false;

    /// <summary>Writes the era's members of a request's <c>_meta</c>.</summary>
    public virtual void WriteMeta(McpJsonWriter writer)
    {
    }

    /// <summary>The member of <c>_meta</c> that asks for log messages, if this era has one and somebody wants them.</summary>
    public virtual byte[]? LogLevelMember => null;

    /// <summary>A result came. <see langword="true"/>: it was no final one, and the call goes on with another leg.</summary>
    public virtual bool TryContinue(PendingCall call) => false;

    /// <summary>An error came. <see langword="true"/>: the era knows how to mend it, and the call goes on with another leg.</summary>
    public virtual bool TryRecover(PendingCall call) => false;

    /// <summary>Which arguments of an encoded request go into HTTP headers; asked only where requests are exchanges.</summary>
    public virtual Transports.HeaderProjection? ProjectHeaders(McpMethod method, ReadOnlySpan<byte> frame) => null;

    /// <summary>A request of ours was given up after it may have been sent: tells the peer in the era's way.</summary>
    public abstract void GiveUp(Session session, PendingCall call);

    /// <summary>Answers what belongs to the protocol itself. <see langword="false"/>: it is for the handlers.</summary>
    public abstract bool TryServe(Session session, in Envelope request, string method);

    /// <summary>
    /// Whether this is the server's side. A server answers what it cannot read and lets requests wait; a client does neither: two peers
    /// that answer errors with errors would talk for ever, and a server that floods its client is told so.
    /// </summary>
    public virtual bool IsServer => false;

    /// <summary>
    /// Whether a request or an unrelated notification of ours must wait: a client's until its own <c>notifications/initialized</c> is sent, a
    /// server's until it came. Pings and log messages never wait (MCP "Lifecycle", initialization).
    /// </summary>
    public virtual bool HoldsBack(string method) => false;

    /// <summary>Takes notifications that belong to the era itself.</summary>
    public virtual bool TryObserve(Session session, in Envelope notification) => false;
}
