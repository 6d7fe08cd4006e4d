using System.Net.WebSockets;
using Mcp.Transports.Tests.Kit;

namespace Mcp.Transports.Tests.WebSockets;

public sealed class WebSocketTransportTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("mcp")]
    public async Task A_server_behind_a_web_socket_is_called(string? chosen)
    {
        await using KestrelWebSocketServer server = await KestrelWebSocketServer.StartAsync(Clients.Server(), chosen);
        await using (McpClient client = await Clients.ConnectAsync(McpTransport.WebSocket(server.Endpoint)))
            Assert.Equal("\"héllo\" \n {", await Clients.EchoAsync(client, "\"héllo\" \n {"));

        Assert.Equal("mcp", Assert.Single(server.Offers));
        McpCloseInfo served = await Guard.Soon(Assert.Single(server.Served));
        Assert.Equal(McpCloseReason.PeerClosed, served.Reason);
        Assert.Equal((int)WebSocketCloseStatus.NormalClosure, served.WebSocketStatus);
    }

    [Fact]
    public async Task Large_messages_and_many_calls_at_once_pass()
    {
        await using KestrelWebSocketServer server = await KestrelWebSocketServer.StartAsync(Clients.Server());
        await using McpClient client = await Clients.ConnectAsync(McpTransport.WebSocket(server.Endpoint));
        string large = new('x', 1_000_000);

        string[] echoes = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Clients.EchoAsync(client, i == 100 ? large : $"{i}")));

        Assert.Equal(Enumerable.Range(0, 200).Select(i => i == 100 ? large : $"{i}"), echoes);
    }

    [Fact]
    public async Task Headers_go_with_each_connect_and_the_token_is_asked_anew()
    {
        int asked = 0;
        await using var server = new RawWebSocketServer(RawWebSocketServer.UntilCall(static (peer, _) => peer.CloseAsync(1001)), RawWebSocketServer.ServeAsync);
        await using McpClient client = await Clients.ConnectAsync(McpTransport.WebSocket(new McpWebSocketOptions
        {
            Endpoint = server.Address,
            Headers = { ["X-Tenant"] = "acme" },
            Token = _ => ValueTask.FromResult<string?>($"token-{++asked}"),
        }));
        await Clients.LostAsync(client);

        Assert.Equal("hi", await Clients.EchoAsync(client));

        string[] heads = [.. server.Heads];
        Assert.All(heads, static head => Assert.Contains("X-Tenant: acme\r\n", head, StringComparison.Ordinal));
        Assert.Contains("Authorization: Bearer token-1\r\n", heads[0], StringComparison.Ordinal);
        Assert.Contains("Authorization: Bearer token-2\r\n", heads[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_cannot_be_had_is_said()
    {
        McpTransport transport = McpTransport.WebSocket(new McpWebSocketOptions
        {
            Endpoint = new Uri("ws://127.0.0.1:9/"),
            Token = static _ => throw new InvalidOperationException("the vault is closed"),
        });

        McpConnectionException error = await Assert.ThrowsAsync<McpConnectionException>(() => Clients.ConnectAsync(transport));

        Assert.Contains("Token gave none: the vault is closed", error.Message, StringComparison.Ordinal);
        Assert.Equal(McpDisposition.NotSent, error.Disposition);
    }

    [Fact]
    public async Task A_host_that_shuts_down_says_that_it_goes_away()
    {
        await using KestrelWebSocketServer server = await KestrelWebSocketServer.StartAsync(Clients.Server());
        await using McpClient client = await Clients.ConnectAsync(McpTransport.WebSocket(server.Endpoint), static options => options.Reconnect.Enabled = false);
        Task<McpConnectionException> waiting = Guard.Soon(Assert.ThrowsAsync<McpConnectionException>(() => client.CallToolAsync("wait", McpJson.EmptyObject).AsTask()));
        await Clients.EchoAsync(client);

        await server.GoAwayAsync();

        McpConnectionException lost = await waiting;
        Assert.Equal(1001, lost.Close.WebSocketStatus);
        Assert.Equal(McpDisposition.Sent, lost.Disposition);
        Assert.Equal(McpCloseReason.ClientClosed, (await Guard.Soon(Assert.Single(server.Served))).Reason);
    }

    [Fact]
    public async Task A_caller_who_gives_up_connecting_gets_that_and_nothing_else()
    {
        using var given = new CancellationTokenSource();
        await using var server = new RawWebSocketServer(async peer =>
        {
            await given.CancelAsync();
            await peer.ReadAsync();
        });

        var error = await Guard.Soon(Assert.ThrowsAnyAsync<OperationCanceledException>(() => McpClient.ConnectAsync(McpTransport.WebSocket(server.Address), null, given.Token).AsTask()));

        Assert.True(given.IsCancellationRequested);
        Assert.IsNotType<McpException>(error, exactMatch: false);
    }

    [Theory]
    [InlineData("http://localhost/", "absolute ws or wss URL")]
    [InlineData("/mcp", "absolute ws or wss URL")]
    public void An_endpoint_that_is_none_is_refused(string endpoint, string expected) =>
        Assert.Contains(expected, Assert.Throws<ArgumentException>(() => McpTransport.WebSocket(new Uri(endpoint, UriKind.RelativeOrAbsolute))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("Sec-WebSocket-Protocol", "x")]
    [InlineData("Upgrade", "x")]
    [InlineData("X-Ok", "a\r\nb")]
    public void A_header_that_cannot_be_set_is_refused(string name, string value) => Assert.Throws<ArgumentException>(
        () => McpTransport.WebSocket(new McpWebSocketOptions { Endpoint = new Uri("ws://localhost/"), Headers = { [name] = value } }));

    [Fact]
    public void The_description_keeps_secrets_to_itself() =>
        Assert.Equal("wss://example.org/mcp", McpTransport.WebSocket(new Uri("wss://me:secret@example.org/mcp?key=secret")).Description);
}
