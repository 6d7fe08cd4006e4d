using System.Net.Sockets;

namespace Mcp.FaultKit;

/// <summary>A client's connection and the one to its server, joined.</summary>
internal sealed class ProxyLink(Socket client, Socket server, ProxyWeather weather)
{
    private int _cutNextAnswer;

    public async Task RunAsync()
    {
        Task up = PumpAsync(client, server, isAnswer: false);
        Task down = PumpAsync(server, client, isAnswer: true);
        await Task.WhenAll(up, down);
        client.Dispose();
        server.Dispose();
    }

    public void Reset()
    {
        Reset(client);
        Reset(server);
    }

    public void Finish()
    {
        Shut(client);
        Shut(server);
        client.Dispose();
        server.Dispose();
    }

    public void CutNextAnswer() => Volatile.Write(ref _cutNextAnswer, 1);

    public static void Reset(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(true, 0);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // It has ended by itself.
        }

        socket.Dispose();
    }

    private async Task PumpAsync(Socket from, Socket to, bool isAnswer)
    {
        byte[] buffer = new byte[64 * 1024];
        try
        {
            while (true)
            {
                int read = await from.ReceiveAsync(buffer.AsMemory(0, weather.BytesAtATime));
                await weather.Flows;
                if (read == 0)
                {
                    to.Shutdown(SocketShutdown.Send);
                    return;
                }

                bool isCut = isAnswer && Interlocked.Exchange(ref _cutNextAnswer, 0) != 0;
                await SendAsync(to, buffer.AsMemory(0, isCut ? read / 2 : read));
                if (isCut)
                {
                    Reset();
                    return;
                }

                if (read < 1024 && weather.BytesAtATime < 1024)
                    await Task.Yield();
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // One side is gone: the other one is told by the same kind of end.
            Reset();
        }
    }

    private static async Task SendAsync(Socket to, ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
            bytes = bytes[await to.SendAsync(bytes)..];
    }

    private static void Shut(Socket socket)
    {
        try
        {
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // It has ended by itself.
        }
    }
}
