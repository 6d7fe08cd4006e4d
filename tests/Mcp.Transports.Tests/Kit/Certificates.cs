using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mcp.Transports.Tests.Kit;

/// <summary>Certificates of our own making.</summary>
internal static class Certificates
{
    public static X509Certificate2 Authority { get; } = MakeAuthority("CN=Test authority");

    /// <summary>Trusts what <see cref="Authority"/> has signed, and nothing else.</summary>
    public static X509ChainPolicy TrustAuthority => new()
    {
        TrustMode = X509ChainTrustMode.CustomRootTrust,
        CustomTrustStore = { Authority },
        RevocationMode = X509RevocationMode.NoCheck,
    };

    public static X509Certificate2 For(string name, bool expired = false, bool trusted = true)
    {
        using RSA key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(name, out IPAddress? address))
            names.AddIpAddress(address);
        else
            names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 other = MakeAuthority("CN=Somebody else");
        X509Certificate2 issuer = trusted ? Authority : other;
        using X509Certificate2 signed = request.Create(issuer, Start, expired ? Start.AddDays(1) : issuer.NotAfter, RandomNumberGenerator.GetBytes(8));
        using X509Certificate2 withKey = signed.CopyWithPrivateKey(key);
        // A key that lives in memory alone is refused by some systems.
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pfx), null);
    }

    private static DateTimeOffset Start => new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static X509Certificate2 MakeAuthority(string name)
    {
        using RSA key = RSA.Create(2048);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(Start, Start.AddYears(29));
    }
}
