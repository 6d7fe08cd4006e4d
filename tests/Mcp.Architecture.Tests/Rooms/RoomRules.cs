namespace Mcp.Architecture.Rooms;

/// <summary>Who may use whom inside Mcp.Runtime. A room is a folder below src/Mcp.Runtime.</summary>
/// <remarks>
/// To add a room, add its row. To allow one use that the rows forbid, add it to <see cref="Exceptions"/> with its
/// reason; an exception that nothing needs any more fails the test, too.
/// </remarks>
internal static class RoomRules
{
    /// <summary>The files directly in src/Mcp.Runtime: what users see, on top of everything.</summary>
    public const string Facade = "(facade)";

    /// <summary>Rooms that stand on no floor: every room may use them, they know only each other, as their rows say.</summary>
    private static readonly string[] Leaves = ["Buffers", "Scheduling", "Seam", "Errors", "Options", "Diagnostics"];

    /// <summary>Room → the rooms that it may use besides itself.</summary>
    private static readonly Dictionary<string, string[]> Rows = new()
    {
        ["Buffers"] = [],
        // The one seam for threads and deadlines, so that a run can be replayed; it knows work, not its meaning.
        ["Scheduling"] = [],
        ["Diagnostics"] = [],
        // The vocabulary between generated code and runtime: it writes into buffers, and its readers throw.
        ["Seam"] = ["Buffers", "Errors"],
        // An error carries raw JSON of the peer, which is a word of the seam.
        ["Errors"] = ["Seam"],
        // Validation throws; descriptors of revisions and handlers are set as options.
        ["Options"] = ["Seam", "Errors"],

        ["Wire"] = [.. Leaves],
        ["Transports"] = ["Wire", .. Leaves],
        ["Sessions"] = ["Wire", "Transports", .. Leaves],
        // A catalog asks through a session and reads what it gets from the wire's ranges.
        ["Catalog"] = ["Sessions", "Wire", .. Leaves],
        // What a client answers is said in the catalog's neutral words.
        ["Handlers"] = ["Catalog", .. Leaves],
        // Reconnecting opens transports anew and judges how a connection was lost.
        ["Resilience"] = ["Sessions", "Transports", "Wire", .. Leaves],
        // A pool is a router of calls like a client's supervisor: calls are its own, and outlive each of its connections.
        ["Pooling"] = ["Resilience", "Sessions", .. Leaves],
    };

    /// <summary>Single uses that the rows forbid and that stand all the same.</summary>
    public static readonly RoomException[] Exceptions =
    [
        new("Mcp.Options.RuntimeServices", "Mcp.Buffers.BufferPool", "It hands every room its memory"),
        new("Mcp.Options.RuntimeServices", "Mcp.Scheduling.WorkScheduler", "It hands every room its threads"),
        new("Mcp.Options.RuntimeServices", "Mcp.Diagnostics.RateLimit", "It holds back the log of a whole client, not of one connection"),
        new("Mcp.Options.RuntimeServices", "Mcp.Scheduling.Sweeper", "It hands every room its deadlines"),
    ];

    public static bool Knows(string room) => room == Facade || Rows.ContainsKey(room);

    public static bool Allows(string from, string to) =>
        from == to || from == Facade || (Rows.TryGetValue(from, out var row) && row.Contains(to));
}

/// <summary>One use of a type against the rows, and why it stands.</summary>
internal sealed record RoomException(string Type, string UsedType, string Reason);
