using System.Net;
using System.Net.Sockets;
using Mcp.Transports.Sockets;
using Mcp.Transports.Tests.Kit;
using Mcp.Transports.Tests.WebSockets;

namespace Mcp.Transports.Tests.Sockets;

/// <summary>Every way in which a socket is not opened, or ends. What loopback cannot do is put in where the connection is opened; nothing leaves the machine.</summary>
public sealed class SocketFaultTests
{
    /// <summary>Opens the way to a host.</summary>
    public delegate ValueTask<Stream> Connect(CancellationToken cancellationToken);

    [Fact]
    [Trait("Row", "28")]
    public async Task A_socket_of_ours_probes_a_peer_that_says_nothing()
    {
        await using var host = new SocketHost(static (_, _) => Task.CompletedTask);
        var transport = new TcpTransport(new McpTcpOptions { Host = "localhost", Port = host.Port }.Snapshot());

        await using NetworkStream stream = await transport.ConnectAsync(CancellationToken.None);

        int Option(SocketOptionLevel level, SocketOptionName name) => (int)stream.Socket.GetSocketOption(level, name)!;
        Assert.NotEqual(0, Option(SocketOptionLevel.Socket, SocketOptionName.KeepAlive));
        Assert.Equal(30, Option(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime));
        Assert.Equal(10, Option(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval));
        Assert.Equal(3, Option(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount));
        Assert.True(stream.Socket.NoDelay);
    }

    [Theory]
    [Trait("Row", "28")]
    [InlineData(SocketError.TimedOut, McpCloseReason.PeerDead, "no answer to keep-alive probes")]
    [InlineData(SocketError.NetworkDown, McpCloseReason.IoError, "NetworkDown")]
    public async Task A_peer_that_answers_no_probe_is_dead_and_the_next_call_works(SocketError said, McpCloseReason reason, string expected)
    {
        var streams = new List<BreakableStream>();
        var called = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = new SocketHost(async (socket, number) =>
        {
            var peer = new LinePeer(new NetworkStream(socket));
            if (number > 0)
            {
                await peer.ServeAsync();
                return;
            }

            // From here on it is as if the cable were cut: no answer, no end.
            await peer.ServeUntilAsync("tools/call");
            called.SetResult();
            await Guard.Soon(over.Task);
        });
        await using McpClient client = await Clients.ConnectAsync(McpTransport.Tcp(new McpTcpOptions
        {
            Host = "far.example",
            Port = 1,
            ConnectCallback = async (_, cancellationToken) =>
            {
                streams.Add(new BreakableStream(await DialAsync(host.Port, cancellationToken)));
                return streams[^1];
            },
        }));
        Task<McpConnectionException> lost = Clients.LostAsync(client);
        await Guard.Soon(called.Task);

        // What the system says after the third probe.
        streams[0].Break(new IOException("Unable to read data", new SocketException((int)said)));

        McpConnectionException error = await lost;
        Assert.Equal((reason, said, McpDisposition.Sent, true), (error.Close.Reason, error.Close.SocketError, error.Disposition, error.IsTransient));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Equal("hi", await Clients.EchoAsync(client));
        over.SetResult();
    }

    [Theory]
    [Trait("Row", "29")]
    [InlineData(true, McpCloseReason.IoError)]
    [InlineData(false, McpCloseReason.PeerClosed)]
    public async Task A_reset_and_an_end_are_told_apart_and_the_next_call_works(bool reset, McpCloseReason reason)
    {
        await using var host = new SocketHost(async (socket, number) =>
        {
            var peer = new LinePeer(new NetworkStream(socket));
            if (number > 0)
            {
                await peer.ServeAsync();
                return;
            }

            await peer.ServeUntilAsync("tools/call");
            if (reset)
                socket.LingerState = new LingerOption(true, 0);
        });
        await using McpClient client = await Clients.ConnectAsync(McpTransport.Tcp("127.0.0.1", host.Port));

        McpConnectionException lost = await Clients.LostAsync(client);

        Assert.Equal((reason, McpDisposition.Sent, true), (lost.Close.Reason, lost.Disposition, lost.IsTransient));
        Assert.Equal(reset ? SocketError.ConnectionReset : null, lost.Close.SocketError);
        Assert.Equal("hi", await Clients.EchoAsync(client));
    }

    [Theory]
    [Trait("Row", "29")]
    [InlineData("tcp", SocketError.ConnectionRefused, "does not answer (ConnectionRefused)")]
    [InlineData("tcp", SocketError.HostUnreachable, "does not answer (HostUnreachable)")]
    [InlineData("tcp", SocketError.NetworkUnreachable, "does not answer (NetworkUnreachable)")]
    [InlineData("tcp", SocketError.HostNotFound, "the name cannot be resolved (HostNotFound)")]
    [InlineData("tcp", SocketError.TryAgain, "the name cannot be resolved (TryAgain)")]
    [InlineData("ws", SocketError.ConnectionRefused, "does not answer (ConnectionRefused)")]
    [InlineData("ws", SocketError.HostUnreachable, "does not answer (HostUnreachable)")]
    [InlineData("ws", SocketError.NetworkUnreachable, "does not answer (NetworkUnreachable)")]
    [InlineData("ws", SocketError.HostNotFound, "the name cannot be resolved (HostNotFound)")]
    public async Task What_cannot_be_reached_says_how_and_is_reached_when_it_is_back(string kind, SocketError said, string expected)
    {
        var results = new Queue<SocketError?>([said, null, said, null]);
        await using IAsyncDisposable host = Host(kind, out int port);
        McpTransport transport = Through(kind, async cancellationToken =>
            results.TryDequeue(out SocketError? result) && result is { } error ? throw new SocketException((int)error) : await DialAsync(port, cancellationToken));

        McpConnectionException first = await Assert.ThrowsAsync<McpConnectionException>(() => Clients.ConnectAsync(transport));
        await using McpClient client = await Clients.ConnectAsync(transport);
        await Clients.LostAsync(client);

        Assert.Equal((McpCloseReason.ConnectFailed, said, McpDisposition.NotSent, true), (first.Close.Reason, first.Close.SocketError, first.Disposition, first.IsTransient));
        Assert.Contains("far.example", first.Message, StringComparison.Ordinal);
        Assert.Contains(expected, first.Message, StringComparison.Ordinal);
        Assert.Equal("hi", await Clients.EchoAsync(client));
        Assert.Empty(results);
    }

    [Theory]
    [Trait("Row", "30")]
    [InlineData("tcp")]
    [InlineData("ws")]
    public async Task A_connect_that_nobody_answers_ends_at_its_limit_and_the_next_one_works(string kind)
    {
        var time = new SteppedClock();
        var hanging = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bool answers = false;
        await using IAsyncDisposable host = Host(kind, out int port);
        McpTransport transport = Through(kind, async cancellationToken =>
        {
            if (answers)
                return await DialAsync(port, cancellationToken);
            hanging.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            throw new InvalidOperationException("Nobody ended the wait.");
        });
        Task<McpClient> connecting = Clients.ConnectAsync(transport, options => options.TimeProvider = time);
        await Guard.Soon(hanging.Task);

        time.Pass(TimeSpan.FromSeconds(60));

        McpTimeoutException error = await Assert.ThrowsAsync<McpTimeoutException>(() => connecting);
        Assert.Equal((McpTimeoutPhase.Connect, TimeSpan.FromSeconds(15)), (error.Phase, error.Limit));
        answers = true;
        await using McpClient client = await Clients.ConnectAsync(transport);
        await Clients.LostAsync(client);
        Assert.Equal("hi", await Clients.EchoAsync(client));
    }

    [Fact]
    public async Task An_app_that_opens_nothing_by_itself_is_told_what_went_wrong()
    {
        McpTransport transport = Through("tcp", static _ => throw new InvalidOperationException("the proxy has no such host"));

        McpConnectionException error = await Assert.ThrowsAsync<McpConnectionException>(() => Clients.ConnectAsync(transport));

        Assert.Contains("tcp://far.example:4711 cannot be reached: the proxy has no such host", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 1, "Host")]
    [InlineData("localhost", 0, "Port")]
    [InlineData("localhost", 65_536, "Port")]
    public void Options_out_of_range_are_named(string host, int port, string expected) =>
        Assert.Equal(expected, Assert.ThrowsAny<ArgumentException>(() => McpTransport.Tcp(new McpTcpOptions { Host = host, Port = port })).ParamName);

    /// <summary>A server whose first connection is lost with its first tool call.</summary>
    private static IAsyncDisposable Host(string kind, out int port)
    {
        if (kind == "ws")
        {
            var server = new RawWebSocketServer(RawWebSocketServer.UntilCall(static (_, _) => Task.CompletedTask), RawWebSocketServer.ServeAsync);
            port = server.Address.Port;
            return server;
        }

        var host = new SocketHost(static async (socket, number) =>
        {
            var peer = new LinePeer(new NetworkStream(socket));
            await (number == 0 ? peer.ServeUntilAsync("tools/call") : peer.ServeAsync());
        });
        port = host.Port;
        return host;
    }

    private static McpTransport Through(string kind, Connect connect) => kind == "ws"
        ? McpTransport.WebSocket(new McpWebSocketOptions
        {
            Endpoint = new Uri("ws://far.example:4711/mcp"),
            HttpClient = new HttpClient(new SocketsHttpHandler { ConnectCallback = (_, cancellationToken) => connect(cancellationToken) }),
        })
        : McpTransport.Tcp(new McpTcpOptions { Host = "far.example", Port = 4711, ConnectCallback = (_, cancellationToken) => connect(cancellationToken) });

    private static async ValueTask<Stream> DialAsync(int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
