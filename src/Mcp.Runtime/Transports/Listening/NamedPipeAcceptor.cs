using System.IO.Pipes;

namespace Mcp.Transports.Listening;

/// <summary>A named pipe of this machine, for the same user alone. There is always an instance that waits, so that no client finds the name gone.</summary>
internal sealed class NamedPipeAcceptor : Acceptor
{
    private readonly string _name;
    private readonly object _lock = new();
    private NamedPipeServerStream _next;
    private bool _disposed;

    /// <exception cref="IOException">The name is taken.</exception>
    public NamedPipeAcceptor(string name)
    {
        _name = name;
        _next = Open(PipeOptions.FirstPipeInstance);
    }

    public override string Address => $"pipe:{_name}";

    public override async ValueTask<Stream> AcceptAsync(CancellationToken cancellationToken)
    {
        NamedPipeServerStream waiting = _next;
        try
        {
            await waiting.WaitForConnectionAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // This client has gone already; its instance is spent.
            Replace();
            await waiting.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        Replace();
        return waiting;
    }

    public override void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            _next.Dispose();
        }
    }

    private void Replace()
    {
        lock (_lock)
        {
            if (!_disposed)
                _next = Open(PipeOptions.None);
        }
    }

    private NamedPipeServerStream Open(PipeOptions first) => new(
        _name, PipeDirection.InOut, NamedPipeServerStream.MaxAllowedServerInstances, PipeTransmissionMode.Byte,
        PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly | first);
}
