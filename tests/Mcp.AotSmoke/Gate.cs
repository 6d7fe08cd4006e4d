using System.Net.Sockets;

namespace Mcp.AotSmoke;

/// <summary>Holds a server process before its first answer until this side lets it go: what happens in between is no race.</summary>
internal sealed class Gate : IDisposable
{
    private readonly Socket _listener = NewSocket();

    public Gate(string folder)
    {
        _listener.Bind(EndPointIn(folder));
        _listener.Listen();
    }

    /// <summary>Waits until a process stands at the gate. Disposing what comes back opens it.</summary>
    public async Task<IDisposable> ArrivalAsync() => await _listener.AcceptAsync();

    public void Dispose() => _listener.Dispose();

    /// <summary>The other side: returns when the gate opens.</summary>
    public static async Task PassAsync(string folder)
    {
        using Socket socket = NewSocket();
        await socket.ConnectAsync(EndPointIn(folder));
        await socket.ReceiveAsync(new byte[1]);
    }

    private static Socket NewSocket() => new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    private static UnixDomainSocketEndPoint EndPointIn(string folder) => new(Path.Combine(folder, "gate"));
}
