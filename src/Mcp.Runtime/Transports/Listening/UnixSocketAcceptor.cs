using System.Net.Sockets;

namespace Mcp.Transports.Listening;

/// <summary>A Unix domain socket, for the same user alone. Its file is deleted at the end; one that a dead process has left is replaced.</summary>
internal sealed class UnixSocketAcceptor : Acceptor
{
    private readonly string _path;
    private readonly Socket _socket;
    private int _disposed;

    /// <exception cref="SocketException">Somebody listens there already, or the path is not allowed.</exception>
    public UnixSocketAcceptor(string path)
    {
        _path = path;
        var endPoint = new UnixDomainSocketEndPoint(path);
        if (IsLeftBehind(endPoint))
            File.Delete(path);
        _socket = Open();
        try
        {
            _socket.Bind(endPoint);
            // Before it listens: until then nobody can connect.
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            _socket.Listen();
        }
        catch
        {
            _socket.Dispose();
            throw;
        }
    }

    public override string Address => $"unix:{_path}";

    public override async ValueTask<Stream> AcceptAsync(CancellationToken cancellationToken) =>
        new NetworkStream(await _socket.AcceptAsync(cancellationToken).ConfigureAwait(false), ownsSocket: true);

    public override void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        _socket.Dispose();
        File.Delete(_path);
    }

    private bool IsLeftBehind(UnixDomainSocketEndPoint endPoint)
    {
        if (!File.Exists(_path))
            return false;
        using Socket probe = Open();
        try
        {
            probe.Connect(endPoint);
            return false;
        }
        catch (SocketException error)
        {
            return error.SocketErrorCode == SocketError.ConnectionRefused;
        }
    }

    private static Socket Open() => new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
}
