using System.IO.Pipes;
using System.Net;
using System.Net.Sockets;
using System.Text;
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
    public async Task What_was_asked_before_the_end_of_the_input_is_answered()
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        McpHandlerTable table = RawHandlers.Server();
        table.Serve("tools/call", McpJson.Read, RawHandlers.Write, async (_, _, cancellationToken) =>
        {
            await ended.Task.WaitAsync(cancellationToken);
            return McpJson.Parse("""{"late":true}""");
        });
        var input = new MemoryStream(Encoding.UTF8.GetBytes("""
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"hand","version":"1"}}}
            {"jsonrpc":"2.0","method":"notifications/initialized"}
            {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"any"}}

            """));
        var output = new MemoryStream();

        await Faults.Kit.Guard.Soon(new McpServer(new McpServerOptions { Handlers = { table } }).ServeAsync(new TellsItsEnd(input, ended), output));

        Assert.Contains("""{"late":true}""", Encoding.UTF8.GetString(output.ToArray()), StringComparison.Ordinal);
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

    /// <summary>A stream that tells when its reader meets the end.</summary>
    private sealed class TellsItsEnd(Stream inner, TaskCompletionSource ended) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int read = await inner.ReadAsync(buffer, cancellationToken);
            if (read == 0)
                ended.TrySetResult();
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
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
