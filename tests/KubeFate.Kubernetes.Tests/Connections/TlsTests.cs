using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using KubeFate.Kubernetes.Tests.ApiServer;
using KubeFate.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;

namespace KubeFate.Kubernetes.Tests.Connections;

/// <summary>A server with TLS, HTTP/2 and client certificates, as real ones are.</summary>
public sealed class TlsTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly X509Certificate2 _authority = Authority("the authority");
    private WebApplication _server = null!;
    private int _port;
    private string? _seen;

    private static CancellationToken Token => TimeLimit.Token;

    public async ValueTask InitializeAsync()
    {
        var certificate = Issue(_authority, "localhost", serverName: "localhost");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(https =>
        {
            https.ServerCertificate = certificate;
            https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
            https.ClientCertificateValidation = (_, _, _) => true;
        })));
        _server = builder.Build();
        _server.Run(context =>
        {
            _seen = $"{context.Request.Protocol} {context.Connection.ClientCertificate?.Subject}";
            return context.Response.WriteAsync("{\"gitVersion\":\"v1.31.0\"}", context.RequestAborted);
        });
        await _server.StartAsync(Token);
        _port = new Uri(_server.Urls.Single()).Port;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _authority.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_server_whose_authority_is_known_is_spoken_to_with_HTTP_2_and_our_certificate()
    {
        using var mine = Issue(_authority, "me", serverName: null);
        _folder.Write("me.crt", mine.ExportCertificatePem());
        _folder.Write("me.key", mine.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        using var gateway = Connect("localhost", Trust(_authority), "{client-certificate: me.crt, client-key: me.key}");

        Assert.Equal("v1.31.0", await gateway.GetVersionAsync(Token));
        Assert.Equal("HTTP/2 CN=me", _seen);
    }

    [Fact]
    public async Task Another_authority_is_not_trusted()
    {
        using var other = Authority("another");
        using var gateway = Connect("localhost", Trust(other), "{}");

        await NotAcceptedAsync(gateway);
    }

    [Fact]
    public async Task A_certificate_for_another_name_is_not_accepted_unless_the_kubeconfig_says_which_name_to_expect()
    {
        using var wrong = Connect("127.0.0.1", Trust(_authority), "{}");
        using var named = Connect("127.0.0.1", $"{Trust(_authority)}, tls-server-name: localhost", "{}");

        await NotAcceptedAsync(wrong);
        Assert.Equal("v1.31.0", await named.GetVersionAsync(Token));
    }

    [Fact]
    public async Task Only_when_told_so_any_certificate_will_do()
    {
        using var gateway = Connect("127.0.0.1", "insecure-skip-tls-verify: true", "{}");

        Assert.Equal("v1.31.0", await gateway.GetVersionAsync(Token));
    }

    [Fact]
    public async Task A_key_that_is_none_is_the_configurations_fault()
    {
        _folder.Write("bad.pem", "no key");
        using var gateway = Connect("localhost", Trust(_authority), "{client-certificate: bad.pem, client-key: bad.pem}");

        Assert.Equal(KubernetesFailure.ConfigInvalid, (await Assert.ThrowsAsync<KubernetesException>(() => gateway.GetVersionAsync(Token))).Code);
    }

    private static async Task NotAcceptedAsync(KubernetesGateway gateway)
    {
        var failure = await Assert.ThrowsAsync<KubernetesException>(() => gateway.GetVersionAsync(Token));
        Assert.Equal(KubernetesFailure.Unreachable, failure.Code);
        Assert.Contains("its TLS certificate is not accepted", failure.Message, StringComparison.Ordinal);
    }

    private static string Trust(X509Certificate2 authority) =>
        $"certificate-authority-data: {Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(authority.ExportCertificatePem()))}";

    private static X509Certificate2 Authority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        return request.CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(100));
    }

    private static X509Certificate2 Issue(X509Certificate2 authority, string name, string? serverName)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        if (serverName is not null)
        {
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName(serverName);
            request.CertificateExtensions.Add(names.Build());
        }

        using var issued = request.Create(authority, new DateTimeOffset(authority.NotBefore), new DateTimeOffset(authority.NotAfter), [1, 2, 3]);
        using var withKey = issued.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pfx), password: null, X509KeyStorageFlags.Exportable);
    }

    private KubernetesGateway Connect(string host, string trust, string user)
    {
        var file = _folder.Write($"kubeconfig-{host}-{trust.Length}", $$$"""
            current-context: tls
            contexts: [{name: tls, context: {cluster: tls, user: me}}]
            clusters: [{name: tls, cluster: {server: "https://{{{host}}}:{{{_port}}}", {{{trust}}}}}]
            users: [{name: me, user: {{{user}}}}]
            """);
        return KubernetesGateway.Connect(new KubernetesOptions { Kubeconfig = file }, Gateways.NoPlaces, TimeProvider.System);
    }
}
