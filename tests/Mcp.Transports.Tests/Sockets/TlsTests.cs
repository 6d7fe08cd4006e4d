using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Mcp.Transports.Sockets;
using Mcp.Transports.Tests.Kit;

namespace Mcp.Transports.Tests.Sockets;

public sealed class TlsTests
{
    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task A_trusted_server_is_called(SslProtocols protocol)
    {
        using X509Certificate2 certificate = Certificates.For("localhost");
        await using SocketHost host = Serving(new SslServerAuthenticationOptions { ServerCertificate = certificate, EnabledSslProtocols = protocol });
        await using McpClient client = await Clients.ConnectAsync(To(host, "localhost"));

        Assert.Equal("hi", await Clients.EchoAsync(client));
    }

    [Theory]
    [Trait("Row", "31")]
    [InlineData("localhost", false, false, "is not trusted")]
    [InlineData("localhost", true, true, "is out of date")]
    [InlineData("elsewhere.example", false, true, "is not for 'localhost' but for 'CN=elsewhere.example'")]
    public async Task A_certificate_that_is_not_accepted_is_final_and_says_why(string name, bool expired, bool trusted, string expected)
    {
        using X509Certificate2 certificate = Certificates.For(name, expired, trusted);
        await using SocketHost host = Serving(new SslServerAuthenticationOptions { ServerCertificate = certificate });

        McpConnectionException error = await Assert.ThrowsAsync<McpConnectionException>(() => Clients.ConnectAsync(To(host, "localhost")));

        Assert.Equal(McpCloseReason.SecureConnectionFailed, error.Close.Reason);
        Assert.False(error.IsTransient);
        Assert.Equal(McpDisposition.NotSent, error.Disposition);
        Assert.Contains($"tls://localhost:{host.Port}", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [Trait("Row", "31")]
    [InlineData("localhost", false, "is not trusted")]
    [InlineData("elsewhere.example", true, "is not for 'localhost' but for 'CN=elsewhere.example'")]
    [InlineData(null, false, null)]
    public async Task A_web_socket_says_it_in_the_same_words(string? name, bool trusted, string? expected)
    {
        using X509Certificate2? certificate = name is null ? null : Certificates.For(name, trusted: trusted);
        await using var host = new SocketHost(async (socket, _) =>
        {
            if (certificate is null)
                await socket.SendAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray());
            else
                await AcceptAsync(socket, new SslServerAuthenticationOptions { ServerCertificate = certificate });
        });

        McpConnectionException error = await Assert.ThrowsAsync<McpConnectionException>(() => Clients.ConnectAsync(McpTransport.WebSocket(new Uri($"wss://localhost:{host.Port}/mcp"))));

        Assert.Equal((McpCloseReason.SecureConnectionFailed, McpDisposition.NotSent), (error.Close.Reason, error.Disposition));
        Assert.Equal(name is null, error.IsTransient);
        Assert.Contains(expected ?? $"wss://localhost:{host.Port}/mcp", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "31")]
    public async Task A_certificate_that_turns_bad_ends_the_reconnects_and_the_next_call_says_so()
    {
        using X509Certificate2 good = Certificates.For("localhost");
        using X509Certificate2 bad = Certificates.For("localhost", expired: true);
        await using var host = new SocketHost(async (socket, number) =>
        {
            Stream stream = await AcceptAsync(socket, new SslServerAuthenticationOptions { ServerCertificate = number == 0 ? good : bad });
            await new LinePeer(stream).ServeUntilAsync("tools/call");
        });
        await using McpClient client = await Clients.ConnectAsync(To(host, "localhost"));
        McpConnectionException lost = await Clients.LostAsync(client);

        McpConnectionException next = await Clients.LostAsync(client);

        Assert.Equal(McpDisposition.Sent, lost.Disposition);
        Assert.Equal((McpCloseReason.SecureConnectionFailed, false, McpDisposition.NotSent), (next.Close.Reason, next.IsTransient, next.Disposition));
        Assert.Equal(2, host.Connections);
    }

    [Fact]
    [Trait("Row", "31")]
    public async Task Another_name_may_be_expected()
    {
        using X509Certificate2 certificate = Certificates.For("elsewhere.example");
        await using SocketHost host = Serving(new SslServerAuthenticationOptions { ServerCertificate = certificate });
        await using McpClient client = await Clients.ConnectAsync(To(host, "127.0.0.1", static tls => tls.TargetHost = "elsewhere.example"));

        Assert.Equal("hi", await Clients.EchoAsync(client));
    }

    [Theory]
    [Trait("Row", "31")]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n")]
    [InlineData("")]
    [InlineData(null)]
    public async Task A_server_that_speaks_no_TLS_is_no_lasting_error(string? garbage)
    {
        await using var host = new SocketHost(async (socket, _) =>
        {
            if (garbage is not null)
            {
                await socket.SendAsync(Encoding.ASCII.GetBytes(garbage));
                return;
            }

            // The handshake has begun, and then a reset.
            await socket.ReceiveAsync(new byte[16]);
            socket.Close(timeout: 0);
        });

        McpConnectionException error = await Assert.ThrowsAsync<McpConnectionException>(() => Clients.ConnectAsync(To(host, "localhost")));

        Assert.Equal(McpCloseReason.SecureConnectionFailed, error.Close.Reason);
        Assert.True(error.IsTransient);
        Assert.Equal(McpDisposition.NotSent, error.Disposition);
        Assert.Contains("does not speak TLS, or broke off", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "31")]
    public async Task A_port_that_speaks_TLS_again_is_reached_again()
    {
        using X509Certificate2 certificate = Certificates.For("localhost");
        await using var host = new SocketHost(async (socket, number) =>
        {
            if (number == 1)
            {
                await socket.SendAsync("no TLS here"u8.ToArray());
                return;
            }

            var peer = new LinePeer(await AcceptAsync(socket, new SslServerAuthenticationOptions { ServerCertificate = certificate }));
            await (number == 0 ? peer.ServeUntilAsync("tools/call") : peer.ServeAsync());
        });
        await using McpClient client = await Clients.ConnectAsync(To(host, "localhost"));
        await Clients.LostAsync(client);

        Assert.Equal("hi", await Clients.EchoAsync(client));
        Assert.Equal(3, host.Connections);
    }

    [Theory]
    [Trait("Row", "31")]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task A_client_without_the_certificate_that_is_demanded_is_told(SslProtocols protocol)
    {
        using X509Certificate2 certificate = Certificates.For("localhost");
        await using SocketHost host = Serving(Demanding(certificate, protocol));

        McpConnectionException error = await Assert.ThrowsAsync<McpConnectionException>(() => Clients.ConnectAsync(To(host, "localhost")));

        // This server ends the connection without a word; others say it in an alert, see below.
        Assert.Contains("right after the TLS handshake; if the server demands a client certificate", error.Message, StringComparison.Ordinal);
        Assert.NotEqual(McpCloseReason.ClientClosed, error.Close.Reason);
    }

    [Theory]
    [Trait("Row", "31")]
    [InlineData(false, "client certificate")]
    [InlineData(true, "certificate required")]
    public void An_alert_after_the_handshake_is_an_error_of_TLS(bool hasSpoken, string expected)
    {
        var alert = new IOException("decrypt", new AuthenticationException("tlsv13 alert certificate required"));

        McpCloseInfo close = SocketFailures.DescribeTls(new McpCloseInfo(McpCloseReason.IoError) { Error = alert }, hasSpoken);

        Assert.Equal((McpCloseReason.SecureConnectionFailed, hasSpoken), (close.Reason, close.IsTransient));
        Assert.Contains(expected, close.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task A_client_with_the_certificate_that_is_demanded_is_let_in(SslProtocols protocol)
    {
        using X509Certificate2 certificate = Certificates.For("localhost");
        using X509Certificate2 own = Certificates.For("client");
        await using SocketHost host = Serving(Demanding(certificate, protocol));
        await using McpClient client = await Clients.ConnectAsync(To(host, "localhost", tls => tls.ClientCertificates = [own]));

        Assert.Equal("hi", await Clients.EchoAsync(client));
    }

    private static SslServerAuthenticationOptions Demanding(X509Certificate2 certificate, SslProtocols protocol) => new()
    {
        ServerCertificate = certificate,
        ClientCertificateRequired = true,
        CertificateChainPolicy = Certificates.TrustAuthority,
        EnabledSslProtocols = protocol,
    };

    private static McpTransport To(SocketHost host, string name, Action<SslClientAuthenticationOptions>? configure = null)
    {
        var tls = new SslClientAuthenticationOptions { CertificateChainPolicy = Certificates.TrustAuthority };
        configure?.Invoke(tls);
        return McpTransport.Tcp(new McpTcpOptions { Host = name, Port = host.Port, Tls = tls });
    }

    private static SocketHost Serving(SslServerAuthenticationOptions tls) => new(async (socket, _) =>
    {
        Stream stream = await AcceptAsync(socket, tls);
        await Clients.Server().ServeAsync(stream, stream);
    });

    private static async Task<Stream> AcceptAsync(Socket socket, SslServerAuthenticationOptions tls)
    {
        var stream = new SslStream(new NetworkStream(socket, ownsSocket: false));
        await stream.AuthenticateAsServerAsync(tls);
        return stream;
    }
}
