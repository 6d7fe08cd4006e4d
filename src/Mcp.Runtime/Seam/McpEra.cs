namespace Mcp;

/// <summary>How a revision keeps its state.</summary>
public enum McpEra
{
    /// <summary>Revisions to 2025-11-25: a handshake (<c>initialize</c>) opens a session, both sides may send requests.</summary>
    Stateful,

    /// <summary>From 2026-07-28: every request carries the revision and the capabilities; only the client sends requests.</summary>
    Stateless,
}
