namespace Mcp.Pooling;

/// <summary>Whether calls can go to a member of a pool at this moment.</summary>
internal enum Availability
{
    /// <summary>It has no connection.</summary>
    None,

    /// <summary>It has one, and has not been heard of for a while: only when there is nobody better.</summary>
    Doubtful,

    /// <summary>It has one.</summary>
    Ready,
}
