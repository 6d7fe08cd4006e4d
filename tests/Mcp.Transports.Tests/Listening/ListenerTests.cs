using System.Net.Security;
using System.Net.Sockets;
using Mcp.Transports.Tests.Kit;

namespace Mcp.Transports.Tests.Listening;

public sealed class ListenerTests
{
    public static TheoryData<string> Kinds => ["tcp", "tls", "unix", "pipe"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Clients_come_in_and_leave(string kind)
    {
        await using Door door = Door.Open(kind);
        await using (McpClient first = await Clients.ConnectAsync(door.Transport))
        {
            await using McpClient second = await Clients.ConnectAsync(door.Transport);
            Assert.Equal("one", await Clients.EchoAsync(first, "one"));
            Assert.Equal("two", await Clients.EchoAsync(second, "two"));
            Assert.Equal(2, door.Listener.Sessions);
        }

        await using McpClient third = await Clients.ConnectAsync(door.Transport);
        Assert.Equal("three", await Clients.EchoAsync(third, "three"));
    }

    [Theory]
    [InlineData("tcp")]
    [InlineData("unix")]
    [InlineData("pipe")]
    public async Task Its_address_is_one_to_connect_to(string kind)
    {
        await using Door door = Door.Open(kind);
        await using McpClient client = await Clients.ConnectAsync(McpTransport.Parse(door.Listener.Address));

        Assert.Equal("hi", await Clients.EchoAsync(client));
        Assert.Equal(kind == "tcp", door.Listener.Port is > 0);
        Assert.Equal(door.Listener.Port, door.Listener.EndPoint?.Port);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Its_end_answers_what_was_asked_and_lets_nobody_in(string kind)
    {
        var running = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        McpHandlerTable table = Slow(running, go);
        await using Door door = Door.Open(kind, () => new McpServer(new McpServerOptions { Handlers = { table } }));
        await using McpClient client = await Clients.ConnectAsync(door.Transport, static options => options.Reconnect.Enabled = false);
        Task<McpToolResult> call = client.CallToolAsync("slow", McpJson.EmptyObject).AsTask();
        await Guard.Soon(running.Task);

        Task ending = door.Listener.DisposeAsync().AsTask();
        go.SetResult();

        Assert.Equal("late", (await Guard.Soon(call)).Text);
        await Guard.Soon(ending);
        Assert.Equal(0, door.Listener.Sessions);
        McpConnectionException refused = await Assert.ThrowsAsync<McpConnectionException>(() => Clients.ConnectAsync(door.Transport));
        Assert.Equal(McpCloseReason.ConnectFailed, refused.Close.Reason);
        await Guard.Soon(door.Listener.DisposeAsync().AsTask());
    }

    [Fact]
    public async Task What_takes_too_long_is_cancelled_at_its_end()
    {
        var running = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var never = new TaskCompletionSource();
        McpHandlerTable table = Slow(running, never);
        await using Door door = Door.Open("tcp", () => new McpServer(new McpServerOptions { Handlers = { table } }), static options => options.DrainTimeout = TimeSpan.FromMilliseconds(1));
        await using McpClient client = await Clients.ConnectAsync(door.Transport, static options => options.Reconnect.Enabled = false);
        Task<McpConnectionException> lost = Assert.ThrowsAsync<McpConnectionException>(() => client.CallToolAsync("slow", McpJson.EmptyObject).AsTask());
        await Guard.Soon(running.Task);

        await Guard.Soon(door.Listener.DisposeAsync().AsTask());

        Assert.Equal(McpDisposition.Sent, (await Guard.Soon(lost)).Disposition);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_client_too_many_is_told_so_and_let_in_when_there_is_room(string kind)
    {
        using var log = new EventLog();
        await using Door door = Door.Open(kind, configure: options =>
        {
            options.MaxSessions = 1;
            options.LoggerFactory = log;
        });
        McpClient first = await Clients.ConnectAsync(door.Transport);

        McpConnectionException refused = await Assert.ThrowsAsync<McpConnectionException>(() => Clients.ConnectAsync(door.Transport));

        Assert.Contains("no room: it serves 1 clients already", refused.Message, StringComparison.Ordinal);
        Assert.Equal((true, McpDisposition.NotSent), (refused.IsTransient, refused.Disposition));
        Assert.Equal("hi", await Clients.EchoAsync(first));
        await first.DisposeAsync();
        await log.WhenAsync(1026, 1);
        Assert.Equal(0, door.Listener.Sessions);
        await using McpClient second = await Clients.ConnectAsync(door.Transport);
        Assert.Equal("hi", await Clients.EchoAsync(second));
    }

    [Fact]
    public async Task Each_client_may_have_a_server_of_its_own()
    {
        int made = 0;
        await using Door door = Door.Open("tcp", () => Clients.Server(options => options.ServerName = $"server {Interlocked.Increment(ref made)}"));
        await using McpClient first = await Clients.ConnectAsync(door.Transport);
        await using McpClient second = await Clients.ConnectAsync(door.Transport);

        Assert.Equal(["server 1", "server 2"], new[] { first.ServerInfo.Name, second.ServerInfo.Name });
    }

    [Fact]
    public async Task A_factory_that_throws_costs_one_client()
    {
        int made = 0;
        using var log = new EventLog();
        await using Door door = Door.Open("tcp", () => made++ == 0 ? throw new InvalidOperationException("no server today") : Clients.Server(), options => options.LoggerFactory = log);
        await Assert.ThrowsAsync<McpConnectionException>(() => Clients.ConnectAsync(door.Transport));

        await using McpClient client = await Clients.ConnectAsync(door.Transport);

        Assert.Equal("hi", await Clients.EchoAsync(client));
        Assert.Single(log.Of(1024));
    }

    [Fact]
    public async Task An_error_of_the_door_does_not_close_it()
    {
        using var log = new EventLog();
        using var acceptor = new StubbornAcceptor(failures: 3);
        await using var listener = new McpListener(acceptor, () => Clients.Server(), new McpListenerOptions { LoggerFactory = log }.Snapshot());
        await using McpClient client = await Clients.ConnectAsync(McpTransport.Tcp("127.0.0.1", acceptor.Port));

        Assert.Equal("hi", await Clients.EchoAsync(client));
        Assert.NotEmpty(log.Of(1023));
    }

    [Fact]
    public async Task A_socket_file_of_a_dead_process_is_replaced_and_a_live_one_is_not()
    {
        string path = Path.Combine(Path.GetTempPath(), $"mcp-{Guid.NewGuid():N}.sock");
        // Its socket is closed, its file stays: what a killed process leaves.
        using (var dead = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            dead.Bind(new UnixDomainSocketEndPoint(path));
            File.Move(path, path + ".kept");
        }

        File.Move(path + ".kept", path);
        await using (McpListener listener = McpListener.UnixSocket(Clients.Server(), path))
        {
            Assert.Throws<SocketException>(() => McpListener.UnixSocket(Clients.Server(), path));
            await using McpClient client = await Clients.ConnectAsync(McpTransport.UnixSocket(path));
            Assert.Equal("hi", await Clients.EchoAsync(client));
            if (!OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }

        Assert.False(File.Exists(path));
    }

    [Fact]
    public void Options_out_of_range_are_named()
    {
        McpServer server = Clients.Server();
        Assert.Equal("MaxSessions", Assert.Throws<ArgumentOutOfRangeException>(() => McpListener.Tcp(server, 0, new McpListenerOptions { MaxSessions = 0 })).ParamName);
        Assert.Equal("port", Assert.Throws<ArgumentOutOfRangeException>(() => McpListener.Tcp(server, 65_536)).ParamName);
        Assert.Throws<ArgumentException>(() => McpListener.NamedPipe(server, "p", new McpListenerOptions { Tls = new SslServerAuthenticationOptions() }));
    }

    private static McpHandlerTable Slow(TaskCompletionSource running, TaskCompletionSource go)
    {
        var table = new McpHandlerTable();
        table.Declare("tools");
        table.Serve("tools/call", McpJson.Read, RawHandlers.Write, async (_, _, cancellationToken) =>
        {
            running.TrySetResult();
            await go.Task.WaitAsync(cancellationToken);
            return RawHandlers.Text("late");
        });
        return table;
    }
}
