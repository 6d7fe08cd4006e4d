using System.Net.Security;
using System.Security.Authentication;

namespace Mcp.Transports.Sockets;

/// <summary>Agrees on TLS over a stream, or says in whose certificate the trouble lies.</summary>
internal static class TlsHandshake
{
    public static async ValueTask<Stream> AsClientAsync(Stream stream, SslClientAuthenticationOptions tls, TcpEndpoint to, CancellationToken cancellationToken)
    {
        SslClientAuthenticationOptions options = TlsSettings.Copy(tls);
        if (string.IsNullOrEmpty(options.TargetHost))
            options.TargetHost = to.Host;
        string? refusal = null;
        RemoteCertificateValidationCallback? own = tls.RemoteCertificateValidationCallback;
        options.RemoteCertificateValidationCallback = (sender, certificate, chain, errors) =>
        {
            bool accepted = own?.Invoke(sender, certificate, chain, errors) ?? errors == SslPolicyErrors.None;
            if (!accepted)
                refusal = CertificateRefusal.Describe(errors, certificate, chain, options.TargetHost!);
            return accepted;
        };
        var secure = new SslStream(stream, leaveInnerStreamOpen: false);
        try
        {
            await secure.AuthenticateAsClientAsync(options, cancellationToken).ConfigureAwait(false);
            return secure;
        }
        catch (Exception error) when (error is AuthenticationException or IOException)
        {
            await secure.DisposeAsync().ConfigureAwait(false);
            throw Failed(to.Description, error, refusal);
        }
    }

    private static McpConnectionException Failed(string where, Exception error, string? refusal) =>
        SocketFailures.Error(new McpCloseInfo(McpCloseReason.SecureConnectionFailed)
        {
            Error = error,
            Detail = refusal is not null ? $"{where}: {refusal}"
                : error is AuthenticationException { InnerException: { } inner } ? $"{where} refused TLS: {inner.Message.TrimEnd('.')}"
                : $"{where} does not speak TLS, or broke off: {error.Message.TrimEnd('.')}",
            // A certificate, or what the peer says of ours, is the same in a second; bytes that are no TLS may come from a proxy that starts.
            IsTransient = refusal is null && error is not AuthenticationException { InnerException: not null },
        });
}
