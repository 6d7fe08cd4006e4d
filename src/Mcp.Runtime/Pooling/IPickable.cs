namespace Mcp.Pooling;

/// <summary>
/// What a pick looks at. Implemented by structs: the pick is compiled for each of them, so that it costs reads and no calls, and its tests
/// need no connection.
/// </summary>
internal interface IPickable
{
    /// <summary>Its name among the members, which it never changes and no other one ever had.</summary>
    int Number { get; }

    /// <summary>What its load is at least; cheaper than the whole look, and enough to pass most of them over.</summary>
    int LeastLoad { get; }

    /// <summary>Whether it can take a call, and how many it has: those being handed over, in flight and waiting. One look, since each costs a walk to its connection.</summary>
    Availability Look(out int load);
}
