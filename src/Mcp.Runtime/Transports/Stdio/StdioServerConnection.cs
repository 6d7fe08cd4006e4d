using Mcp.Options;

namespace Mcp.Transports.Stdio;

/// <summary>
/// The server's side of stdio: the standard streams of this very process. Until it is disposed <see cref="Console.Out"/> writes to standard
/// error: one stray <see cref="Console.WriteLine()"/> among the frames is a classic that costs hours.
/// </summary>
internal sealed class StdioServerConnection : IDisposable
{
    /// <summary>With what the cancelled handlers and the last write may take, the process is gone within 5 s.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(4);

    private readonly TextWriter _out = Console.Out;

    public StdioServerConnection(RuntimeServices services)
    {
        Stream input = Console.OpenStandardInput();
        Stream output = Console.OpenStandardOutput();
        Console.SetOut(Console.Error);
        Connection = new StreamConnection(services, new AbandonableStream(input), output, new ParentProcess(services.Time));
    }

    public StreamConnection Connection { get; }

    public void Dispose() => Console.SetOut(_out);

    /// <summary>Who started this process. It may close our input and still read, and it waits some seconds for our end.</summary>
    private sealed class ParentProcess(TimeProvider time) : StreamPeer
    {
        public override TimeSpan Grace => StdioServerConnection.Grace;

        public override Task LeaveAsync(Task inputEnded) => BoundedWait.ForAsync(inputEnded, Grace, time);
    }
}
