using System.Net;
using System.Net.Sockets;

namespace Mcp.Transports.Tests.Sockets;

/// <summary>A port on loopback where each connection is handed to its script.</summary>
internal sealed class SocketHost : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<Socket, int, Task> _script;
    private readonly Task _loop;
    private readonly List<Task> _playing = [];

    /// <param name="script">Gets the socket and the number of the connection, from 0.</param>
    public SocketHost(Func<Socket, int, Task> script)
    {
        _script = script;
        _listener.Start();
        _loop = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Connections { get; private set; }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await Guard.Soon(_loop);
        await Guard.Soon(Task.WhenAll(_playing));
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            Socket socket;
            try
            {
                socket = await _listener.AcceptSocketAsync();
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }

            _playing.Add(PlayAsync(socket, Connections++));
        }
    }

    private async Task PlayAsync(Socket socket, int number)
    {
        using (socket)
        {
            try
            {
                await _script(socket, number);
            }
            catch (Exception error) when (error is IOException or SocketException or ObjectDisposedException or System.Security.Authentication.AuthenticationException)
            {
                // The client has left first, or does not want us.
            }
        }
    }
}
