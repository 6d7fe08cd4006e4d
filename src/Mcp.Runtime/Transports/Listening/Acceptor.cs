namespace Mcp.Transports.Listening;

/// <summary>A place where clients come in, one stream each. It listens from its construction on.</summary>
internal abstract class Acceptor : IDisposable
{
    /// <summary>Where it is, in the form that <see cref="McpTransport.Parse"/> reads.</summary>
    public abstract string Address { get; }

    /// <summary>The next client's stream of bytes. An error concerns one client; the next call may succeed.</summary>
    /// <exception cref="OperationCanceledException">Nobody is let in any more.</exception>
    public abstract ValueTask<Stream> AcceptAsync(CancellationToken cancellationToken);

    public abstract void Dispose();
}
