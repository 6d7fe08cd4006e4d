using System.IO.Pipes;
using System.Net;
using System.Net.Sockets;
using Mcp.Behaviour.Tests.Kit;

namespace Mcp.Behaviour.Tests;

public sealed class SocketTransportTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task A_server_behind_a_port_is_called(string host)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        Task serving = AcceptAsync(listener);

        await using (McpClient client = await McpClient.ConnectAsync(McpTransport.Tcp(host, ((IPEndPoint)listener.LocalEndPoint!).Port)))
            Assert.Equal("hi", await EchoAsync(client));

        await Faults.Kit.Guard.Soon(serving);
    }

    [Fact]
    public async Task A_server_behind_a_unix_socket_is_called_and_after_a_loss_called_again()
    {
        string path = Path.Combine(Path.GetTempPath(), $"mcp-{Guid.NewGuid():N}.sock");
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        try
        {
            Task<Socket> accepting = listener.AcceptAsync();
            Task<McpClient> connecting = McpClient.ConnectAsync(McpTransport.UnixSocket(path)).AsTask();
            Socket first = await accepting;
            Task serving = ServeAsync(first);
            await using (McpClient client = await connecting)
            {
                Assert.Equal("hi", await EchoAsync(client));
                Task again = AcceptAsync(listener);

                first.Dispose();
                await Faults.Kit.Guard.Soon(serving);

                Assert.Single(await client.ListToolsAsync().ToListAsync());
                await client.DisposeAsync();
                await Faults.Kit.Guard.Soon(again);
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task A_closed_port_says_what_and_where()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        int port = ((IPEndPoint)listener.LocalEndPoint!).Port;

        McpConnectionException error = await Assert.ThrowsAsync<McpConnectionException>(() => McpClient.ConnectAsync(McpTransport.Tcp("127.0.0.1", port)).AsTask());

        Assert.Equal(McpCloseReason.ConnectFailed, error.Close.Reason);
        Assert.Equal(SocketError.ConnectionRefused, Assert.IsType<SocketException>(error.Close.Error).SocketErrorCode);
        Assert.Contains($"tcp://127.0.0.1:{port} does not answer (ConnectionRefused)", error.Message, StringComparison.Ordinal);
        Assert.Equal(McpDisposition.NotSent, error.Disposition);
    }

    [Fact]
    public async Task Streams_of_the_apps_own_carry_a_session()
    {
        Task<McpCloseInfo> serving = Task.FromResult(new McpCloseInfo(McpCloseReason.PeerClosed));
        McpTransport transport = McpTransport.Stream(_ =>
        {
            var toServer = new AnonymousPipeServerStream(PipeDirection.Out);
            var toClient = new AnonymousPipeServerStream(PipeDirection.Out);
            serving = Server().ServeAsync(new AnonymousPipeClientStream(PipeDirection.In, toServer.ClientSafePipeHandle), toClient, CancellationToken.None);
            return ValueTask.FromResult<(Stream, Stream)>((new AnonymousPipeClientStream(PipeDirection.In, toClient.ClientSafePipeHandle), toServer));
        });

        await using (McpClient client = await McpClient.ConnectAsync(transport))
            Assert.Equal("hi", await EchoAsync(client));

        Assert.Equal(McpCloseReason.PeerClosed, (await Faults.Kit.Guard.Soon(serving)).Reason);
    }

    [Fact]
    public async Task Streams_that_cannot_be_opened_say_why()
    {
        McpTransport transport = McpTransport.Stream(static _ => throw new IOException("no such line"), "a serial line");

        McpConnectionException error = await Assert.ThrowsAsync<McpConnectionException>(() => McpClient.ConnectAsync(transport).AsTask());

        Assert.Contains("no such line", error.Message, StringComparison.Ordinal);
    }

    private static McpServer Server() => new(new McpServerOptions { Handlers = { RawHandlers.Server() } });

    private static async Task AcceptAsync(Socket listener) => await ServeAsync(await listener.AcceptAsync());

    private static async Task ServeAsync(Socket socket)
    {
        var stream = new NetworkStream(socket, ownsSocket: true);
        await Server().ServeAsync(stream, stream);
    }

    private static async Task<string> EchoAsync(McpClient client) => (await client.CallToolAsync("echo", McpJson.Parse("""{"message":"hi"}"""))).Text;
}
