using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Mcp.Transports.Listening;
using Mcp.Transports.Tests.Kit;

namespace Mcp.Transports.Tests.Listening;

/// <summary>A listener and the way to it.</summary>
internal sealed class Door(McpListener listener, McpTransport transport, X509Certificate2? certificate = null) : IAsyncDisposable
{
    public McpListener Listener => listener;

    public McpTransport Transport => transport;

    public static Door Open(string kind, Func<McpServer>? newServer = null, Action<McpListenerOptions>? configure = null)
    {
        var options = new McpListenerOptions();
        configure?.Invoke(options);
        newServer ??= () => Clients.Server();
        string name = $"mcp-{Guid.NewGuid():N}";
        switch (kind)
        {
            case "tls":
                X509Certificate2 certificate = Certificates.For("localhost");
                options.Tls = new SslServerAuthenticationOptions { ServerCertificate = certificate };
                McpListener secure = McpListener.Tcp(newServer, 0, options);
                return new Door(secure, McpTransport.Tcp(new McpTcpOptions
                {
                    Host = "localhost",
                    Port = secure.Port!.Value,
                    Tls = new SslClientAuthenticationOptions { CertificateChainPolicy = Certificates.TrustAuthority },
                }), certificate);
            case "unix":
                string path = Path.Combine(Path.GetTempPath(), name + ".sock");
                return new Door(McpListener.UnixSocket(newServer, path, options), McpTransport.UnixSocket(path));
            case "pipe":
                return new Door(McpListener.NamedPipe(newServer, name, options), McpTransport.NamedPipe(name));
            default:
                McpListener plain = McpListener.Tcp(newServer, 0, options);
                return new Door(plain, McpTransport.Tcp("127.0.0.1", plain.Port!.Value));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Guard.Soon(listener.DisposeAsync().AsTask());
        certificate?.Dispose();
    }
}

/// <summary>A door that sticks some times before it opens.</summary>
internal sealed class StubbornAcceptor(int failures) : Acceptor
{
    private readonly TcpAcceptor _inner = new(new IPEndPoint(IPAddress.Loopback, 0), isSecure: false);
    private int _left = failures;

    public int Port => _inner.EndPoint.Port;

    public override string Address => _inner.Address;

    public override ValueTask<Stream> AcceptAsync(CancellationToken cancellationToken) =>
        _left-- > 0 ? throw new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.TooManyOpenSockets) : _inner.AcceptAsync(cancellationToken);

    public override void Dispose() => _inner.Dispose();
}
