using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Mcp.Http.Tests.Kit;

/// <summary>Answers each connection's first request with exactly the given bytes, then ends the connection.</summary>
internal sealed class RawHttpServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Queue<string> _answers;
    private readonly Task _loop;

    public RawHttpServer(params string[] answers)
    {
        _answers = new Queue<string>(answers);
        _listener.Start();
        _loop = ServeAsync();
    }

    public Uri Address => new($"http://{_listener.LocalEndpoint}/mcp");

    public List<string> Requests { get; } = [];

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _loop;
        _listener.Dispose();
    }

    private async Task ServeAsync()
    {
        while (_answers.TryDequeue(out string? answer))
        {
            try
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync();
                NetworkStream stream = client.GetStream();
                Requests.Add(await ReadRequestAsync(stream));
                await stream.WriteAsync(Encoding.UTF8.GetBytes(answer));
                client.Client.Shutdown(SocketShutdown.Send);
                while (await stream.ReadAsync(new byte[256]) > 0)
                {
                    // Until the client has closed its side too: a reset would destroy what it has not read.
                }
            }
            catch (Exception error) when (error is SocketException or IOException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private static async Task<string> ReadRequestAsync(NetworkStream stream)
    {
        var text = new StringBuilder();
        byte[] one = new byte[1];
        while (!text.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one) > 0)
            text.Append((char)one[0]);
        string? length = text.ToString().Split("\r\n").FirstOrDefault(static line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        if (length is not null)
        {
            byte[] body = new byte[int.Parse(length["Content-Length:".Length..])];
            await stream.ReadExactlyAsync(body);
            text.Append(Encoding.UTF8.GetString(body));
        }

        return text.ToString();
    }
}
