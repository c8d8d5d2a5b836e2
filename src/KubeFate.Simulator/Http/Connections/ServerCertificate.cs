using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Http.Connections;

/// <summary>
/// The certificate that TLS connections are shown, made when the first one comes and kept as a Secret, so that a kubeconfig that trusts it
/// outlives a restart.
/// </summary>
internal sealed class ServerCertificate(ObjectStore store, TimeProvider time)
{
    private static readonly ObjectKey Key = new(ResourceCatalog.Secrets, "kube-system", "kubefate-simulator-tls");

    private readonly Lock gate = new();
    private X509Certificate2? loaded;

    /// <summary>For a kubeconfig's <c>certificate-authority-data</c>.</summary>
    public string Base64Pem => Convert.ToBase64String(Encoding.ASCII.GetBytes(Get().ExportCertificatePem()));

    public X509Certificate2 Get()
    {
        lock (gate)
        {
            if (loaded is not null) return loaded;
            if (store.Get(Key) is not { } secret) secret = store.Create(Key, Make());
            return loaded = X509Certificate2.CreateFromPem(Text(secret, "tls.crt"), Text(secret, "tls.key"));
        }
    }

    private JsonObject Make()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=kubefate-simulator", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        using var made = request.CreateSelfSigned(time.GetUtcNow().AddDays(-1), time.GetUtcNow().AddDays(3650));
        return new()
        {
            ["type"] = "kubernetes.io/tls",
            ["data"] = new JsonObject { ["tls.crt"] = Base64(made.ExportCertificatePem()), ["tls.key"] = Base64(key.ExportPkcs8PrivateKeyPem()) },
        };
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.ASCII.GetBytes(text));

    private static string Text(JsonObject secret, string field) => Encoding.ASCII.GetString(Convert.FromBase64String(secret["data"]![field]!.ToString()));
}
