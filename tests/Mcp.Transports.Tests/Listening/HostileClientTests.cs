using System.Net.Sockets;
using System.Text;
using Mcp.Transports.Tests.Kit;

namespace Mcp.Transports.Tests.Listening;

/// <summary>One client among a hundred does what it can; the other ninety-nine are answered as if it were not there.</summary>
public sealed class HostileClientTests
{
    private const string Initialize = """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-03-26","capabilities":{},"clientInfo":{"name":"h","version":"1"}}}""" + "\n";
    private const string Initialized = """{"jsonrpc":"2.0","method":"notifications/initialized"}""" + "\n";

    [Theory]
    [InlineData("garbage")]
    [InlineData("half a frame")]
    [InlineData("never reads")]
    [InlineData("floods")]
    [InlineData("endless line")]
    [InlineData("resets")]
    public async Task The_others_are_served(string how)
    {
        await using Door door = Door.Open("tcp", () => Clients.Server(static options => options.Limits.MaxFrameBytes = 1 << 20));
        McpClient[] others = await Task.WhenAll(Enumerable.Range(0, 99).Select(_ => Clients.ConnectAsync(door.Transport, static options => options.Reconnect.Enabled = false)));
        using var stop = new CancellationTokenSource();
        Task hostile = AttackAsync(how, door.Listener.Port!.Value, stop.Token);

        for (int round = 0; round < 5; round++)
        {
            string[] echoes = await Task.WhenAll(others.Select((client, i) => Clients.EchoAsync(client, $"{i}/{round}")));
            Assert.Equal(others.Select((_, i) => $"{i}/{round}"), echoes);
        }

        await stop.CancelAsync();
        await Guard.Soon(hostile);
        await Task.WhenAll(others.Select(static client => client.DisposeAsync().AsTask()));
    }

    private static async Task AttackAsync(string how, int port, CancellationToken stop)
    {
        try
        {
            while (!stop.IsCancellationRequested)
            {
                using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync("127.0.0.1", port, stop);
                await PlayAsync(how, socket, stop);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException)
        {
            // The test is over, or the server has had enough of us.
        }
    }

    private static async Task PlayAsync(string how, Socket socket, CancellationToken stop)
    {
        string call(int id) => $$$$"""{"jsonrpc":"2.0","id":{{{{id}}}},"method":"tools/call","params":{"name":"echo","arguments":{"message":"{{{{new string('x', 10_000)}}}}"}}}""" + "\n";
        switch (how)
        {
            case "garbage":
                for (int i = 0; i < 50; i++)
                    await socket.SendAsync(Encoding.UTF8.GetBytes($"\0\u0001 {i} {{{{[[ no frame \n\n{{}}\n[]\n"), stop);
                break;
            case "half a frame":
                await socket.SendAsync(Encoding.UTF8.GetBytes(Initialize[..40]), stop);
                await socket.ReceiveAsync(new byte[1], stop);
                break;
            case "never reads":
                await socket.SendAsync(Encoding.UTF8.GetBytes(Initialize + Initialized), stop);
                for (int id = 2; ; id++)
                    await socket.SendAsync(Encoding.UTF8.GetBytes(call(id)), stop);
            case "floods":
                await socket.SendAsync(Encoding.UTF8.GetBytes(Initialize + Initialized), stop);
                byte[] flood = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("""{"jsonrpc":"2.0","method":"notifications/none"}""" + "\n", 1000)));
                while (true)
                    await socket.SendAsync(flood, stop);
            case "endless line":
                byte[] part = Encoding.UTF8.GetBytes(new string('x', 64 * 1024));
                while (true)
                    await socket.SendAsync(part, stop);
            default:
                await socket.SendAsync(Encoding.UTF8.GetBytes(Initialize), stop);
                socket.LingerState = new LingerOption(true, 0);
                break;
        }
    }
}
