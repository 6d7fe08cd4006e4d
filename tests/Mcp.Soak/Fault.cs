namespace Mcp.Soak;

/// <summary>What is done to a server or to the way there.</summary>
internal enum Fault
{
    /// <summary>The server ends without a word: SIGKILL, or every one of its connections reset.</summary>
    Kill,

    /// <summary>The server ends, and comes back a while later.</summary>
    Restart,

    /// <summary>Nothing is read, written or forwarded for a while.</summary>
    Stall,

    /// <summary>RST on the way.</summary>
    Reset,

    /// <summary>FIN on the way.</summary>
    Finish,

    /// <summary>Half of an answer, then RST.</summary>
    HalfFrame,

    /// <summary>A few bytes at a time for a while.</summary>
    Slow,
}
