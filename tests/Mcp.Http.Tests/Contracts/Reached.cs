using System.IO.Pipelines;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Mcp.TestServer;
using Mcp.Transports.Tests.Kit;
using Mcp.Transports.Tests.WebSockets;

namespace Mcp.Http.Tests.Contracts;

/// <summary>The test server, wherever it runs.</summary>
internal sealed class Reached(McpTransport transport, IAsyncDisposable? host = null) : IAsyncDisposable
{
    public McpTransport Transport => transport;

    public static async Task<Reached> OverAsync(string connection)
    {
        McpServer server = Servers.Create();
        switch (connection)
        {
            case "in-process":
                return new Reached(server.AsTransport());
            case "stdio":
                return new Reached(McpTransport.Stdio("dotnet", Path.Combine(AppContext.BaseDirectory, "children", "Mcp.TestServer", "Mcp.TestServer.dll")));
            case "http":
                KestrelMcpServer http = await KestrelMcpServer.StartAsync(server);
                return new Reached(McpTransport.Http(http.Endpoint), http);
            case "websocket":
                KestrelWebSocketServer sockets = await KestrelWebSocketServer.StartAsync(server);
                return new Reached(McpTransport.WebSocket(sockets.Endpoint), sockets);
            case "tls":
                return Secure(server);
            case "stream":
                return new Reached(Streams(server));
            default:
                McpListener listener = Listen(connection, server);
                return new Reached(McpTransport.Parse(listener.Address), listener);
        }
    }

    public ValueTask DisposeAsync() => host?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static McpListener Listen(string connection, McpServer server)
    {
        string name = $"mcp-{Guid.NewGuid():N}";
        return connection switch
        {
            "tcp" => McpListener.Tcp(server, 0),
            "unix" => McpListener.UnixSocket(server, Path.Combine(Path.GetTempPath(), name + ".sock")),
            _ => McpListener.NamedPipe(server, name),
        };
    }

    private static Reached Secure(McpServer server)
    {
        X509Certificate2 certificate = Certificates.For("localhost");
        McpListener listener = McpListener.Tcp(server, 0, new McpListenerOptions { Tls = new SslServerAuthenticationOptions { ServerCertificate = certificate } });
        var options = new McpTcpOptions
        {
            Host = "localhost",
            Port = listener.Port!.Value,
            Tls = new SslClientAuthenticationOptions { CertificateChainPolicy = Certificates.TrustAuthority },
        };
        return new Reached(McpTransport.Tcp(options), listener);
    }

    private static McpTransport Streams(McpServer server) => McpTransport.Stream(cancellationToken =>
    {
        cancellationToken.ThrowIfCancellationRequested();
        var up = new Pipe();
        var down = new Pipe();
        // It ends with its client, and not with the connect.
        Task<McpCloseInfo> serving = server.ServeAsync(up.Reader.AsStream(), down.Writer.AsStream(), CancellationToken.None);
        return serving.IsFaulted ? throw new IOException("It ended at once.", serving.Exception) : ValueTask.FromResult((down.Reader.AsStream(), up.Writer.AsStream()));
    });
}
