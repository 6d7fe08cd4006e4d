using System.Net;
using System.Net.Sockets;

namespace Mcp.Soak;

/// <summary>Serves each connection that comes to an address, and can be taken away and put back.</summary>
internal sealed class SocketServer(McpServer server, EndPoint endPoint) : IAsyncDisposable
{
    private readonly object _lock = new();
    private readonly HashSet<Socket> _open = [];
    private Socket? _listener;

    public EndPoint EndPoint { get; private set; } = endPoint;

    public void Open()
    {
        if (EndPoint is UnixDomainSocketEndPoint path)
            File.Delete(path.ToString());
        var listener = new Socket(EndPoint.AddressFamily, SocketType.Stream, EndPoint is UnixDomainSocketEndPoint ? ProtocolType.Unspecified : ProtocolType.Tcp);
        listener.Bind(EndPoint);
        listener.Listen(512);
        EndPoint = listener.LocalEndPoint!;
        lock (_lock)
            _listener = listener;
        _ = AcceptAsync(listener);
    }

    public void Close()
    {
        lock (_lock)
        {
            _listener?.Dispose();
            _listener = null;
        }

        ResetAll();
    }

    public void ResetAll()
    {
        Socket[] open;
        lock (_lock)
            open = [.. _open];
        foreach (Socket socket in open)
        {
            if (EndPoint is IPEndPoint)
                Quietly(() => socket.LingerState = new LingerOption(true, 0));
            socket.Dispose();
        }
    }

    public ValueTask DisposeAsync()
    {
        Close();
        return ValueTask.CompletedTask;
    }

    private async Task AcceptAsync(Socket listener)
    {
        try
        {
            while (true)
                _ = ServeAsync(await listener.AcceptAsync());
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // It was closed.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        lock (_lock)
            _open.Add(socket);
        try
        {
            await using var stream = new NetworkStream(socket, ownsSocket: true);
            await server.ServeAsync(stream, stream);
        }
        catch (IOException)
        {
            // The socket was reset before it was served.
        }

        lock (_lock)
            _open.Remove(socket);
    }

    private static void Quietly(Action act)
    {
        try
        {
            act();
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // It ended by itself.
        }
    }
}
