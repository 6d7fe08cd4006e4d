using System.Net.Security;

namespace Mcp.Transports.Sockets;

/// <summary>Copies of what an app says about TLS: what it changes later has no effect, and what is set per connection is not seen by it.</summary>
internal static class TlsSettings
{
    public static SslClientAuthenticationOptions Copy(SslClientAuthenticationOptions? given)
    {
        given ??= new SslClientAuthenticationOptions();
        return new SslClientAuthenticationOptions
        {
            AllowRenegotiation = given.AllowRenegotiation,
            AllowTlsResume = given.AllowTlsResume,
            ApplicationProtocols = given.ApplicationProtocols is { } protocols ? [.. protocols] : null,
            CertificateChainPolicy = given.CertificateChainPolicy?.Clone(),
            CertificateRevocationCheckMode = given.CertificateRevocationCheckMode,
            CipherSuitesPolicy = given.CipherSuitesPolicy,
            ClientCertificateContext = given.ClientCertificateContext,
            ClientCertificates = given.ClientCertificates is { } certificates ? [.. certificates] : null,
            EnabledSslProtocols = given.EnabledSslProtocols,
            EncryptionPolicy = given.EncryptionPolicy,
            LocalCertificateSelectionCallback = given.LocalCertificateSelectionCallback,
            RemoteCertificateValidationCallback = given.RemoteCertificateValidationCallback,
            TargetHost = given.TargetHost,
        };
    }
}
