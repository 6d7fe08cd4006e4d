using System.Diagnostics.CodeAnalysis;

namespace Mcp;

/// <summary>A dated version of the protocol and what the runtime must know of it. Two revisions are equal when their dates are.</summary>
public sealed class McpRevision : IEquatable<McpRevision>
{
    private McpRevision(string date, McpEra era, bool batches)
    {
        Date = date;
        Era = era;
        Batches = batches;
    }

    /// <summary>Revision 2024-11-05.</summary>
    public static McpRevision V2024_11_05 { get; } = new("2024-11-05", McpEra.Stateful, false);

    /// <summary>Revision 2025-03-26.</summary>
    public static McpRevision V2025_03_26 { get; } = new("2025-03-26", McpEra.Stateful, true);

    /// <summary>Revision 2025-06-18.</summary>
    public static McpRevision V2025_06_18 { get; } = new("2025-06-18", McpEra.Stateful, false);

    /// <summary>Revision 2025-11-25.</summary>
    public static McpRevision V2025_11_25 { get; } = new("2025-11-25", McpEra.Stateful, false);

    /// <summary>Revision 2026-07-28.</summary>
    public static McpRevision V2026_07_28 { get; } = new("2026-07-28", McpEra.Stateless, false);

    /// <summary>Every revision the runtime knows by itself, newest first: what a server serves when it is not told. A later one is used when an app names it.</summary>
    public static IReadOnlyList<McpRevision> Known { get; } = [V2026_07_28, V2025_11_25, V2025_06_18, V2025_03_26, V2024_11_05];

    /// <summary>The date that stands for the revision on the wire.</summary>
    public string Date { get; }

    /// <summary>How the revision keeps its state.</summary>
    public McpEra Era { get; }

    /// <summary>Whether a peer may send several messages as one JSON array (2025-03-26 alone).</summary>
    public bool Batches { get; }

    /// <summary>Describes a revision that the runtime does not know; the constant is returned for one that it does.</summary>
    /// <param name="date">The revision's date, <c>yyyy-MM-dd</c>.</param>
    /// <param name="era">Stateful if its schema has <c>initialize</c>.</param>
    /// <param name="batches">Whether a message may be an array.</param>
    public static McpRevision Create(string date, McpEra era, bool batches = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(date);
        return TryFind(date, out McpRevision? known) ? known : new McpRevision(date, era, batches);
    }

    /// <inheritdoc/>
    public bool Equals(McpRevision? other) => other is not null && other.Date == Date;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as McpRevision);

    /// <inheritdoc/>
    public override int GetHashCode() => Date.GetHashCode(StringComparison.Ordinal);

    /// <summary>The date.</summary>
    public override string ToString() => Date;

    internal static bool TryFind(string date, [NotNullWhen(true)] out McpRevision? revision)
    {
        foreach (McpRevision known in Known)
        {
            if (known.Date == date)
            {
                revision = known;
                return true;
            }
        }

        revision = null;
        return false;
    }
}
