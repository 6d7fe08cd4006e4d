namespace Mcp.Behaviour.Tests.Simulation;

/// <summary>The kinds of calls that a simulated client makes.</summary>
internal static class SimCall
{
    public const int Listing = 0;

    public const int Plain = 1;

    public const int Progressing = 2;

    /// <summary>The server asks the client back before it answers; the client's handler asks the server in turn.</summary>
    public const int Asking = 3;

    public const int Cancelled = 4;

    /// <summary>The server sends notifications before its answer.</summary>
    public const int Notified = 5;

    /// <summary>The server answers with an error.</summary>
    public const int Refused = 6;

    /// <summary>The server does not answer in time.</summary>
    public const int Endless = 7;

    public const int Kinds = 8;
}
