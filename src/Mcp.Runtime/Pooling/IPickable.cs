namespace Mcp.Pooling;

/// <summary>
/// What a pick looks at. Implemented by structs: the pick is compiled for each of them, so that it costs reads and no calls, and its tests
/// need no connection.
/// </summary>
internal interface IPickable
{
    /// <summary>Its name among the members, which it never changes and no other one ever had.</summary>
    int Number { get; }

    Availability Availability { get; }

    /// <summary>How many calls it has: those being handed over, in flight and waiting.</summary>
    int Load { get; }
}
