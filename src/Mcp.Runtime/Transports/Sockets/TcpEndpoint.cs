using System.Net;
using System.Net.Security;

namespace Mcp.Transports.Sockets;

/// <summary>The options of a transport as they were when it was made.</summary>
/// <param name="Host">A name or an address.</param>
/// <param name="Port">The port.</param>
/// <param name="Tls">How TLS is spoken; <see langword="null"/>: it is not.</param>
/// <param name="Connect">Opens the stream, if the app does that itself.</param>
internal sealed record TcpEndpoint(
    string Host, int Port, SslClientAuthenticationOptions? Tls, Func<DnsEndPoint, CancellationToken, ValueTask<Stream>>? Connect)
{
    public string Description => (Tls is null ? "tcp://" : "tls://") + (Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}" : $"{Host}:{Port}");
}
