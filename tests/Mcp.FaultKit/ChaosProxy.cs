using System.Net;
using System.Net.Sockets;

namespace Mcp.FaultKit;

/// <summary>
/// Stands between a client and a server on loopback and does to their connections what networks do. Each accepted connection is joined to one
/// that <c>dial</c> opens. All members may be called from any thread, at any time.
/// </summary>
public sealed class ChaosProxy : IAsyncDisposable
{
    private readonly Func<CancellationToken, ValueTask<Socket>> _dial;
    private readonly CancellationTokenSource _stop = new();
    private readonly object _lock = new();
    private readonly HashSet<ProxyLink> _links = [];
    private readonly int _port;
    private Socket? _listener;
    private Task _accepting = Task.CompletedTask;

    private ChaosProxy(Func<CancellationToken, ValueTask<Socket>> dial)
    {
        _dial = dial;
        _listener = Listen(0);
        _port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        _accepting = AcceptAsync(_listener);
    }

    /// <summary>Where clients connect to; always loopback.</summary>
    public IPEndPoint EndPoint => new(IPAddress.Loopback, _port);

    /// <summary>What all links have in common.</summary>
    internal ProxyWeather Weather { get; } = new();

    /// <summary>Begins to accept, on a free port.</summary>
    /// <param name="dial">Opens a connection to the server.</param>
    public static ChaosProxy Start(Func<CancellationToken, ValueTask<Socket>> dial) => new(dial);

    /// <summary>A proxy in front of a port of loopback.</summary>
    public static ChaosProxy InFrontOf(EndPoint server) => Start(async cancellationToken =>
    {
        var socket = new Socket(server.AddressFamily, SocketType.Stream, server.AddressFamily == AddressFamily.Unix ? ProtocolType.Unspecified : ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(server, cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    });

    /// <summary>Every connection ends at once, with RST to both sides.</summary>
    public void Reset() => ForEach(static link => link.Reset());

    /// <summary>Every connection ends with FIN to both sides; what was on its way is lost.</summary>
    public void Finish() => ForEach(static link => link.Finish());

    /// <summary>Of the next bytes that each server sends only the first half arrives, then RST.</summary>
    public void CutNextAnswer() => ForEach(static link => link.CutNextAnswer());

    /// <summary>Nothing is forwarded, in either direction and without a FIN, until the result is disposed.</summary>
    public IDisposable Stall() => Weather.Stall();

    /// <summary>How many bytes are forwarded at a time; between them other work may run. 64 KiB unless set.</summary>
    public void Drip(int bytesAtATime) => Weather.BytesAtATime = bytesAtATime;

    /// <summary>New connections are refused, those that stand stay.</summary>
    public void Refuse()
    {
        lock (_lock)
        {
            _listener?.Dispose();
            _listener = null;
        }
    }

    /// <summary>Ends a <see cref="Refuse"/>, on the same port.</summary>
    public void Accept()
    {
        lock (_lock)
        {
            if (_listener is not null || _stop.IsCancellationRequested)
                return;
            _listener = Listen(_port);
            _accepting = Task.WhenAll(_accepting, AcceptAsync(_listener));
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        Refuse();
        Reset();
        Weather.Clear();
        await _accepting;
        _stop.Dispose();
    }

    private static Socket Listen(int port)
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
        listener.Listen(512);
        return listener;
    }

    private async Task AcceptAsync(Socket listener)
    {
        while (true)
        {
            Socket client;
            try
            {
                client = await listener.AcceptAsync(_stop.Token);
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                return;
            }

            _ = LinkAsync(client);
        }
    }

    private async Task LinkAsync(Socket client)
    {
        Socket server;
        try
        {
            server = await _dial(_stop.Token);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            ProxyLink.Reset(client);
            return;
        }

        var link = new ProxyLink(client, server, Weather);
        lock (_lock)
            _links.Add(link);
        if (_stop.IsCancellationRequested)
            link.Reset();
        await link.RunAsync();
        lock (_lock)
            _links.Remove(link);
    }

    private void ForEach(Action<ProxyLink> act)
    {
        ProxyLink[] links;
        lock (_lock)
            links = [.. _links];
        foreach (ProxyLink link in links)
            act(link);
    }
}
