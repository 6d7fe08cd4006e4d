using System.Net;
using System.Net.Security;
using Mcp.Transports.Sockets;

namespace Mcp;

/// <summary>How a server behind a TCP port is reached. Read once, when the transport is created.</summary>
public sealed class McpTcpOptions
{
    /// <summary>A name or an address.</summary>
    public string Host { get; set; } = "";

    /// <summary>From 1 to 65,535.</summary>
    public int Port { get; set; }

    /// <summary>
    /// Whether TLS is spoken. The server's certificate must be trusted by the system and be for <see cref="Host"/>, unless <see cref="Tls"/> says
    /// otherwise. Default <see langword="false"/>.
    /// </summary>
    public bool UseTls { get; set; }

    /// <summary>
    /// More about TLS: client certificates, another name (<see cref="SslClientAuthenticationOptions.TargetHost"/>), trust of your own. Setting it means
    /// <see cref="UseTls"/>. What is not set is as the system has it.
    /// </summary>
    public SslClientAuthenticationOptions? Tls { get; set; }

    /// <summary>
    /// Opens the stream of bytes instead of a socket of ours: through a proxy or a tunnel. Called for each connect, also after a loss; the connection
    /// owns the stream and disposes it. TLS, if asked for, is spoken on top of it.
    /// </summary>
    public Func<DnsEndPoint, CancellationToken, ValueTask<Stream>>? ConnectCallback { get; set; }

    internal TcpEndpoint Snapshot()
    {
        if (string.IsNullOrWhiteSpace(Host))
            throw new ArgumentException("Host must be a name or an address, but is empty.", nameof(Host));
        ArgumentOutOfRangeException.ThrowIfLessThan(Port, 1, nameof(Port));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Port, 65_535, nameof(Port));
        return new TcpEndpoint(Host, Port, UseTls || Tls is not null ? TlsSettings.Copy(Tls) : null, ConnectCallback);
    }
}
