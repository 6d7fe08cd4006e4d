using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Mcp.Transports.Tests.WebSockets;

/// <summary>Plays one script per connection, over bytes: what no WebSocket library would send.</summary>
internal sealed class RawWebSocketServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<RawWebSocketPeer, Task>[] _scripts;
    private readonly Task _loop;
    private readonly List<Task> _playing = [];

    /// <param name="scripts">In order of the connections; the last one is played for all that follow.</param>
    public RawWebSocketServer(params Func<RawWebSocketPeer, Task>[] scripts)
    {
        _scripts = scripts;
        _listener.Start();
        _loop = AcceptAsync();
    }

    public Uri Address => new($"ws://{_listener.LocalEndpoint}/mcp");

    /// <summary>The head of each request that opened, or tried to open, a connection.</summary>
    public ConcurrentQueue<string> Heads { get; } = new();

    /// <summary>Agrees to the upgrade and serves as long as the client stays.</summary>
    public static async Task ServeAsync(RawWebSocketPeer peer)
    {
        await peer.UpgradeAsync();
        await peer.ServeAsync();
    }

    /// <summary>Agrees to the upgrade, serves up to the first tool call and leaves that to the rest of the script.</summary>
    public static Func<RawWebSocketPeer, Task> UntilCall(Func<RawWebSocketPeer, int, Task> then) => async peer =>
    {
        await peer.UpgradeAsync();
        await then(peer, await peer.ServeUntilAsync("tools/call"));
    };

    /// <summary>Answers the upgrade with a status and nothing else.</summary>
    public static Func<RawWebSocketPeer, Task> Refuse(int status, string headers = "") => peer =>
        peer.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status} No\r\nContent-Length: 0\r\nConnection: close\r\n{headers}\r\n"));

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await Guard.Soon(_loop);
        await Guard.Soon(Task.WhenAll(_playing));
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        for (int number = 0; ; number++)
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

            _playing.Add(PlayAsync(socket, _scripts[Math.Min(number, _scripts.Length - 1)]));
        }
    }

    private async Task PlayAsync(Socket socket, Func<RawWebSocketPeer, Task> script)
    {
        using (socket)
        {
            try
            {
                var peer = new RawWebSocketPeer(socket);
                Heads.Enqueue(await peer.ReadHeadAsync());
                await script(peer);
                await peer.LeaveAsync();
            }
            catch (Exception error) when (error is IOException or SocketException or ObjectDisposedException)
            {
                // The client has left first.
            }
        }
    }
}

/// <summary>One connection of the raw server.</summary>
internal sealed class RawWebSocketPeer(Socket socket) : Kit.HandPeer
{
    public const int Continuation = 0;
    public const int Text = 1;
    public const int Binary = 2;
    public const int Close = 8;
    public const int Ping = 9;

    private readonly NetworkStream _stream = new(socket);
    private string _key = "";

    /// <summary>The status of the close frame that the client sent.</summary>
    public int? ClosedWith { get; private set; }

    public async Task<string> ReadHeadAsync()
    {
        var head = new StringBuilder();
        byte[] one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await _stream.ReadAsync(one) > 0)
            head.Append((char)one[0]);
        _key = head.ToString().Split("\r\n").FirstOrDefault(static line => line.StartsWith("Sec-WebSocket-Key:", StringComparison.OrdinalIgnoreCase))?["Sec-WebSocket-Key:".Length..].Trim() ?? "";
        return head.ToString();
    }

    [SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "RFC 6455 asks for it; it protects nothing.")]
    public Task UpgradeAsync()
    {
        byte[] accept = SHA1.HashData(Encoding.ASCII.GetBytes(_key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"));
        return WriteAsync(Encoding.ASCII.GetBytes(
            $"HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: {Convert.ToBase64String(accept)}\r\n\r\n"));
    }

    public override Task SendAsync(string frame) => FrameAsync(Text, Encoding.UTF8.GetBytes(frame));

    public async Task FrameAsync(int opcode, byte[] payload, bool last = true)
    {
        var frame = new List<byte> { (byte)(opcode | (last ? 0x80 : 0)) };
        if (payload.Length < 126)
        {
            frame.Add((byte)payload.Length);
        }
        else if (payload.Length <= ushort.MaxValue)
        {
            frame.AddRange([126, (byte)(payload.Length >> 8), (byte)payload.Length]);
        }
        else
        {
            frame.Add(127);
            for (int shift = 56; shift >= 0; shift -= 8)
                frame.Add((byte)((long)payload.Length >> shift));
        }

        await WriteAsync([.. frame, .. payload]);
    }

    public Task CloseAsync(int status, string text = "") => FrameAsync(Close, [(byte)(status >> 8), (byte)status, .. Encoding.UTF8.GetBytes(text)]);

    /// <summary>Ends the connection so that the other side meets a reset.</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }

    /// <summary>Waits until the client has closed its side, too: a reset would destroy what it has not read.</summary>
    public async Task LeaveAsync()
    {
        End();
        byte[] rest = new byte[256];
        while (await _stream.ReadAsync(rest) > 0)
        {
        }
    }

    public void End() => socket.Shutdown(SocketShutdown.Send);

    public async Task WriteAsync(byte[] bytes) => await _stream.WriteAsync(bytes);

    /// <summary>The next text message of the client; pings and pongs are passed over and never answered.</summary>
    public override async Task<string?> ReadAsync()
    {
        while (true)
        {
            byte[] head = new byte[2];
            if (await _stream.ReadAtLeastAsync(head, 2, throwOnEndOfStream: false) < 2)
                return null;
            int length = head[1] & 0x7F;
            if (length == 126)
                length = await NumberAsync(2);
            else if (length == 127)
                length = await NumberAsync(8);
            byte[] mask = await BytesAsync(4);
            byte[] payload = await BytesAsync(length);
            for (int i = 0; i < length; i++)
                payload[i] ^= mask[i % 4];
            switch (head[0] & 0x0F)
            {
                case Text:
                    return Encoding.UTF8.GetString(payload);
                case Close:
                    ClosedWith = length < 2 ? 0 : (payload[0] << 8) | payload[1];
                    return null;
            }
        }
    }

    private async Task<int> NumberAsync(int bytes)
    {
        int number = 0;
        foreach (byte one in await BytesAsync(bytes))
            number = (number << 8) | one;
        return number;
    }

    private async Task<byte[]> BytesAsync(int count)
    {
        byte[] bytes = new byte[count];
        await _stream.ReadExactlyAsync(bytes);
        return bytes;
    }
}
