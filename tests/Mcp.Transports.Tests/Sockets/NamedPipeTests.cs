using System.IO.Pipes;
using Mcp.Transports.Tests.Kit;

namespace Mcp.Transports.Tests.Sockets;

public sealed class NamedPipeTests
{
    private readonly string _name = $"mcp-{Guid.NewGuid():N}";

    [Fact]
    public async Task A_server_behind_a_pipe_is_called_and_after_a_loss_called_again()
    {
        NamedPipeServerStream first = Open();
        await using NamedPipeServerStream second = Open();
        Task lost = ServeAsync(first, static async peer => await peer.ServeUntilAsync("tools/call"));
        await using McpClient client = await Clients.ConnectAsync(McpTransport.NamedPipe(_name));
        Task serving = ServeAsync(second, static peer => peer.ServeAsync());

        McpConnectionException error = await Clients.LostAsync(client);

        Assert.Equal((McpCloseReason.PeerClosed, McpDisposition.Sent), (error.Close.Reason, error.Disposition));
        Assert.Equal("hi", await Clients.EchoAsync(client));
        await client.DisposeAsync();
        await Guard.Soon(Task.WhenAll(lost, serving));
    }

    [Fact]
    public async Task A_pipe_that_nobody_serves_says_so()
    {
        McpConnectionException error = await Assert.ThrowsAsync<McpConnectionException>(() => Clients.ConnectAsync(McpTransport.NamedPipe(_name)));

        Assert.Equal(McpCloseReason.ConnectFailed, error.Close.Reason);
        Assert.True(error.IsTransient);
        Assert.Equal(McpDisposition.NotSent, error.Disposition);
        Assert.Contains($"pipe:{_name} does not answer", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pipe_without_a_name_is_refused() => Assert.Throws<ArgumentException>(() => McpTransport.NamedPipe(" "));

    private NamedPipeServerStream Open() => new(_name, PipeDirection.InOut, 2, PipeTransmissionMode.Byte, PipeOptions.Asynchronous);

    private static async Task ServeAsync(NamedPipeServerStream pipe, Func<LinePeer, Task> script)
    {
        await using (pipe)
        {
            await pipe.WaitForConnectionAsync();
            await script(new LinePeer(pipe));
        }
    }
}
