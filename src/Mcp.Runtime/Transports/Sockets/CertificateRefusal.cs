using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Mcp.Transports.Sockets;

/// <summary>Why a server's certificate was not accepted, in words. Pure.</summary>
internal static class CertificateRefusal
{
    public static string Describe(SslPolicyErrors errors, X509Certificate? certificate, X509Chain? chain, string host)
    {
        if (certificate is null)
            return "the server showed no certificate";
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
            return $"the certificate is not for '{host}' but for '{certificate.Subject}'; reach the server by a name that its certificate has";
        X509ChainStatusFlags flags = chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, static (all, one) => all | one.Status) ?? X509ChainStatusFlags.NoError;
        if (flags.HasFlag(X509ChainStatusFlags.NotTimeValid))
            return $"the certificate of '{certificate.Subject}' is out of date: it is valid from {certificate.GetEffectiveDateString()} to {certificate.GetExpirationDateString()}";
        return flags == X509ChainStatusFlags.NoError
            ? $"the certificate of '{certificate.Subject}' was refused"
            : $"the certificate of '{certificate.Subject}' is not trusted ({flags}); let the system trust its issuer, or the transport's options";
    }
}
