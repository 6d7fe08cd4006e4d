namespace Mcp;

/// <summary>
/// A server that was connected again is another one than before: updated, or configured otherwise. What it does not offer any more fails at
/// once with <see cref="McpUnsupportedException"/>; lists and resources are told as changed to whoever watches them.
/// </summary>
/// <param name="RevisionBefore">The revision that was spoken.</param>
/// <param name="Revision">The revision that is spoken now.</param>
/// <param name="CapabilitiesBefore">What it declared; <see cref="McpServerCapabilities"/> reads it.</param>
/// <param name="Capabilities">What it declares now.</param>
public sealed record McpServerChange(McpRevision RevisionBefore, McpRevision Revision, McpJson CapabilitiesBefore, McpJson Capabilities)
{
    /// <summary>Both in one line.</summary>
    public override string ToString() => RevisionBefore == Revision
        ? $"{CapabilitiesBefore} → {Capabilities}"
        : $"{RevisionBefore.Date} {CapabilitiesBefore} → {Revision.Date} {Capabilities}";
}
