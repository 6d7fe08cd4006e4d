using Mcp.Options;

namespace Mcp.Transports.Stdio;

/// <summary>The server's side of stdio: the standard streams of this very process.</summary>
internal static class StdioServerConnection
{
    /// <summary>
    /// Takes the process's standard streams. From then on <see cref="Console.Out"/> writes to standard error: one stray
    /// <see cref="Console.WriteLine()"/> among the frames is a classic that costs hours.
    /// </summary>
    public static IConnection Open(RuntimeServices services)
    {
        Stream input = Console.OpenStandardInput();
        Stream output = Console.OpenStandardOutput();
        Console.SetOut(Console.Error);
        return new StreamConnection(services, new AbandonableStream(input), output);
    }
}
