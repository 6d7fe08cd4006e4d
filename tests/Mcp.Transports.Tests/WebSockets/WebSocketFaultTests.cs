using System.Text;
using Mcp.Transports.Tests.Kit;

namespace Mcp.Transports.Tests.WebSockets;

/// <summary>Every way in which a WebSocket ends: what the lost call says, and what comes after it.</summary>
public sealed class WebSocketFaultTests
{
    [Theory]
    [Trait("Row", "32")]
    [InlineData(1000, true)]
    [InlineData(1001, true)]
    [InlineData(1009, false)]
    [InlineData(1011, true)]
    [InlineData(3000, true)]
    [InlineData(4999, true)]
    public async Task A_close_frame_is_told_and_the_next_call_works(int status, bool transient)
    {
        await using var server = new RawWebSocketServer(RawWebSocketServer.UntilCall((peer, _) => peer.CloseAsync(status, "so long")), RawWebSocketServer.ServeAsync);
        await using McpClient client = await Clients.ConnectAsync(McpTransport.WebSocket(server.Address));

        McpConnectionException lost = await Clients.LostAsync(client);

        Assert.Equal(McpCloseReason.PeerClosed, lost.Close.Reason);
        Assert.Equal(status, lost.Close.WebSocketStatus);
        Assert.Contains("so long", lost.Message, StringComparison.Ordinal);
        Assert.Equal(transient, lost.IsTransient);
        Assert.Equal(McpDisposition.Sent, lost.Disposition);
        Assert.Equal("hi", await Clients.EchoAsync(client));
    }

    [Fact]
    [Trait("Row", "32")]
    public async Task A_restart_reconnects()
    {
        await using var server = new RawWebSocketServer(RawWebSocketServer.UntilCall(static (peer, _) => peer.CloseAsync(1012)), RawWebSocketServer.ServeAsync);
        await using McpClient client = await Clients.ConnectAsync(McpTransport.WebSocket(server.Address));

        McpConnectionException lost = await Clients.LostAsync(client);

        Assert.Equal(McpDisposition.Sent, lost.Disposition);
        Assert.Equal(1012, lost.Close.WebSocketStatus);
        Assert.True(lost.IsTransient);
        Assert.Equal("hi", await Clients.EchoAsync(client));
    }

    [Fact]
    [Trait("Row", "32")]
    public async Task A_breach_of_policy_is_final_and_the_next_call_says_so_at_once()
    {
        await using var server = new RawWebSocketServer(RawWebSocketServer.UntilCall(static (peer, _) => peer.CloseAsync(1008, "no agents")), RawWebSocketServer.ServeAsync);
        await using McpClient client = await Clients.ConnectAsync(McpTransport.WebSocket(server.Address));

        McpConnectionException lost = await Clients.LostAsync(client);
        McpConnectionException next = await Clients.LostAsync(client);

        Assert.Equal((1008, false, McpDisposition.Sent), (lost.Close.WebSocketStatus, lost.IsTransient, lost.Disposition));
        Assert.Equal((1008, false, McpDisposition.NotSent), (next.Close.WebSocketStatus, next.IsTransient, next.Disposition));
        Assert.Contains("no agents", next.Message, StringComparison.Ordinal);
        Assert.Single(server.Heads);
    }

    [Theory]
    [Trait("Row", "32")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_end_without_a_close_frame_is_a_loss(bool reset)
    {
        await using var server = new RawWebSocketServer(
            RawWebSocketServer.UntilCall((peer, _) =>
            {
                if (reset)
                    peer.Reset();
                else
                    peer.End();
                return Task.CompletedTask;
            }),
            RawWebSocketServer.ServeAsync);
        await using McpClient client = await Clients.ConnectAsync(McpTransport.WebSocket(server.Address));

        McpConnectionException lost = await Clients.LostAsync(client);

        Assert.Equal(McpCloseReason.IoError, lost.Close.Reason);
        Assert.Contains("without a close frame", lost.Message, StringComparison.Ordinal);
        Assert.Equal(McpDisposition.Sent, lost.Disposition);
        Assert.Equal("hi", await Clients.EchoAsync(client));
    }

    [Fact]
    [Trait("Row", "32")]
    public async Task A_peer_that_answers_no_ping_is_dead_and_no_cancellation_leaks()
    {
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new RawWebSocketServer(RawWebSocketServer.UntilCall((_, _) => Guard.Soon(over.Task)), RawWebSocketServer.ServeAsync);
        await using McpClient client = await Clients.ConnectAsync(McpTransport.WebSocket(new McpWebSocketOptions
        {
            Endpoint = server.Address,
            KeepAliveInterval = TimeSpan.FromMilliseconds(20),
            KeepAliveTimeout = TimeSpan.FromMilliseconds(200),
        }));

        McpConnectionException lost = await Clients.LostAsync(client);

        over.SetResult();
        Assert.Equal(McpCloseReason.PeerDead, lost.Close.Reason);
        Assert.Equal(McpDisposition.Sent, lost.Disposition);
        Assert.True(lost.IsTransient);
    }

    [Fact]
    [Trait("Row", "33")]
    public async Task A_binary_message_is_dropped_and_the_call_answered()
    {
        using var log = new EventLog();
        await using var server = new RawWebSocketServer(RawWebSocketServer.UntilCall(static async (peer, id) =>
        {
            await peer.FrameAsync(RawWebSocketPeer.Binary, Encoding.UTF8.GetBytes(Kit.HandPeer.Result(id, "from binary")));
            await peer.SendAsync(Kit.HandPeer.Result(id, "from text"));
            await peer.ServeAsync();
        }));
        await using McpClient client = await Clients.ConnectAsync(McpTransport.WebSocket(server.Address), options => options.LoggerFactory = log);

        Assert.Equal("from text", await Clients.EchoAsync(client));
        Assert.Contains("a binary message", Assert.Single(log.Of(EventLog.Noise)).Text, StringComparison.Ordinal);
        Assert.Equal("hi", await Clients.EchoAsync(client));
    }

    [Fact]
    [Trait("Row", "33")]
    public async Task A_thousand_fragments_are_one_message()
    {
        string text = string.Concat(Enumerable.Range(0, 3000).Select(static i => $"é{i} "));
        await using var server = new RawWebSocketServer(RawWebSocketServer.UntilCall(async (peer, id) =>
        {
            byte[] whole = Encoding.UTF8.GetBytes(Kit.HandPeer.Result(id, text));
            byte[][] parts = [.. whole.Chunk((whole.Length / 1000) + 1)];
            for (int i = 0; i < parts.Length; i++)
            {
                await peer.FrameAsync(i == 0 ? RawWebSocketPeer.Text : RawWebSocketPeer.Continuation, parts[i], last: i == parts.Length - 1);
                if (i % 100 == 50)
                    await peer.FrameAsync(RawWebSocketPeer.Ping, []);
            }

            await peer.ServeAsync();
        }));
        await using McpClient client = await Clients.ConnectAsync(McpTransport.WebSocket(server.Address));

        Assert.Equal(text, await Clients.EchoAsync(client));
        Assert.Equal("hi", await Clients.EchoAsync(client));
    }

    [Fact]
    [Trait("Row", "33")]
    public async Task Half_a_message_and_death_is_a_loss_and_the_half_is_dropped()
    {
        using var log = new EventLog();
        await using var server = new RawWebSocketServer(
            RawWebSocketServer.UntilCall(static async (peer, id) =>
            {
                await peer.FrameAsync(RawWebSocketPeer.Text, Encoding.UTF8.GetBytes(Kit.HandPeer.Result(id, "whole")), last: false);
                peer.End();
            }),
            RawWebSocketServer.ServeAsync);
        await using McpClient client = await Clients.ConnectAsync(McpTransport.WebSocket(server.Address), options => options.LoggerFactory = log);

        McpConnectionException lost = await Clients.LostAsync(client);

        Assert.Equal(McpCloseReason.IoError, lost.Close.Reason);
        Assert.Equal(McpDisposition.Sent, lost.Disposition);
        Assert.Equal("hi", await Clients.EchoAsync(client));
    }

    [Theory]
    [Trait("Row", "33")]
    [InlineData(1)]
    [InlineData(100)]
    public async Task A_message_above_the_limit_ends_the_connection_with_1009(int fragments)
    {
        var told = new TaskCompletionSource<int?>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new RawWebSocketServer(
            RawWebSocketServer.UntilCall(async (peer, _) =>
            {
                for (int i = 0; i < fragments; i++)
                    await peer.FrameAsync(i == 0 ? RawWebSocketPeer.Text : RawWebSocketPeer.Continuation, new byte[5000 / fragments + 10].Select(static _ => (byte)' ').ToArray(), last: i == fragments - 1);
                await peer.ReadAsync();
                told.SetResult(peer.ClosedWith);
            }),
            RawWebSocketServer.ServeAsync);
        await using McpClient client = await Clients.ConnectAsync(McpTransport.WebSocket(server.Address), static options => options.Limits.MaxFrameBytes = 4096);

        McpConnectionException lost = await Clients.LostAsync(client);

        Assert.Equal(McpCloseReason.FrameTooLarge, lost.Close.Reason);
        Assert.False(lost.IsTransient);
        Assert.Equal(1009, await Guard.Soon(told.Task));
        Assert.Equal("hi", await Clients.EchoAsync(client));
    }

    [Fact]
    public async Task Bytes_that_break_the_protocol_are_told_as_that()
    {
        await using var server = new RawWebSocketServer(RawWebSocketServer.UntilCall(static (peer, _) => peer.FrameAsync(3, [1, 2])), RawWebSocketServer.ServeAsync);
        await using McpClient client = await Clients.ConnectAsync(McpTransport.WebSocket(server.Address));

        McpConnectionException lost = await Clients.LostAsync(client);

        Assert.Equal(McpCloseReason.ProtocolError, lost.Close.Reason);
        Assert.Equal("hi", await Clients.EchoAsync(client));
    }

    [Theory]
    [Trait("Row", "34")]
    [InlineData(404, false, "is the path right?")]
    [InlineData(426, false, "another protocol")]
    [InlineData(200, false, "like a web page")]
    [InlineData(302, false, "redirects")]
    [InlineData(429, true, "refused")]
    [InlineData(503, true, "refused")]
    public async Task A_refused_upgrade_keeps_its_status(int status, bool transient, string expected)
    {
        await using var server = new RawWebSocketServer(RawWebSocketServer.Refuse(status));

        McpConnectionException error = await Assert.ThrowsAsync<McpConnectionException>(() => Clients.ConnectAsync(McpTransport.WebSocket(server.Address)));

        Assert.Equal(McpCloseReason.ConnectFailed, error.Close.Reason);
        Assert.Equal(status, error.Close.HttpStatus);
        Assert.Equal(transient, error.IsTransient);
        Assert.Equal(McpDisposition.NotSent, error.Disposition);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [Trait("Row", "34")]
    [InlineData(401)]
    [InlineData(403)]
    public async Task Refused_credentials_are_an_error_of_their_own(int status)
    {
        await using var server = new RawWebSocketServer(RawWebSocketServer.Refuse(status, "WWW-Authenticate: Bearer realm=\"x\"\r\n"));

        McpAuthenticationException error = await Assert.ThrowsAsync<McpAuthenticationException>(() => Clients.ConnectAsync(McpTransport.WebSocket(server.Address)));

        Assert.Equal((status, "Bearer realm=\"x\""), (error.HttpStatus, error.Challenge));
        Assert.Contains("McpWebSocketOptions", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [Trait("Row", "34")]
    [InlineData(503, true)]
    [InlineData(404, false)]
    [InlineData(401, false)]
    public async Task A_refusal_while_reconnecting_is_waited_out_or_final(int status, bool waits)
    {
        await using var server = new RawWebSocketServer(
            RawWebSocketServer.UntilCall(static (peer, _) => peer.CloseAsync(1012)), RawWebSocketServer.Refuse(status), RawWebSocketServer.ServeAsync);
        await using McpClient client = await Clients.ConnectAsync(McpTransport.WebSocket(server.Address));
        await Clients.LostAsync(client);

        if (waits)
        {
            Assert.Equal("hi", await Clients.EchoAsync(client));
            return;
        }

        McpConnectionException next = await Clients.LostAsync(client);
        Assert.Equal((McpDisposition.NotSent, false), (next.Disposition, next.IsTransient));
        Assert.Equal(2, server.Heads.Count);
    }
}
