namespace Mcp.Soak;

/// <summary>What a caller was told of its call.</summary>
internal enum Outcome : byte
{
    None,

    /// <summary>It has its result.</summary>
    Done,

    /// <summary>Lost, and the server has not seen it.</summary>
    NotSent,

    /// <summary>Lost, and the server may have run it.</summary>
    Sent,

    /// <summary>Lost, and nobody knows.</summary>
    Unknown,

    /// <summary>It took too long.</summary>
    TimedOut,

    /// <summary>Its caller gave it up.</summary>
    Cancelled,
}
