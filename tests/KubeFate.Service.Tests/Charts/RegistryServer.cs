using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using KubeFate.Service.Tests.Storage.Servers;
using KubeFate.Testing;

namespace KubeFate.Service.Tests.Charts;

/// <summary>Debian's docker-registry on loopback, for the user jane with the password s3cret; with TLS by an authority of its own if asked. It ends with the test process.</summary>
internal sealed class RegistryServer : IAsyncDisposable
{
    // htpasswd -nbBC 4 jane s3cret
    private const string Passwords = "jane:$2y$04$On5bWeRPECEeeKOiLBq13efFzmRI2EexG5t4Fm0mFG9pKGSKoMNKq\n";

    private readonly TempFolder folder = new();
    private readonly int port = FreePort();
    private readonly bool tls;
    private Process? process;

    private RegistryServer(bool tls) => this.tls = tls;

    public Uri Address => new($"oci://127.0.0.1:{port}/fate/charts");

    /// <summary>The authority that signed the certificate.</summary>
    public string CaFile => folder.File("ca.crt");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Where the program is not installed the test is skipped, on CI it fails.</summary>
    public static async Task<RegistryServer> StartAsync(bool tls)
    {
        var program = Programs.Find("docker-registry");
        if (program is null)
        {
            const string reason = "docker-registry is not installed (apt-get install docker-registry)";
            if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail(reason);
            Assert.Skip(reason);
        }

        var server = new RegistryServer(tls);
        server.Configure();
        // The shell holds our end of a pipe: when this process dies, cat ends, and so does the registry.
        var script = $"{program} serve {server.folder.File("config.yml")} >{server.folder.File("log")} 2>&1 </dev/null & pid=$!; cat >/dev/null; kill -9 $pid; wait $pid 2>/dev/null";
        server.process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", script]) { RedirectStandardInput = true, UseShellExecute = false });
        await server.WaitAsync();
        return server;
    }

    /// <summary>Pushes an archive with the real helm.</summary>
    public async Task PushAsync(string file, byte[] archive)
    {
        await File.WriteAllBytesAsync(folder.File(file), archive, Cancel);
        string[] connection = tls ? ["--ca-file", CaFile] : ["--plain-http"];
        (await ToolProcess.RunAsync(Tools.Helm, ["registry", "login", $"127.0.0.1:{port}", "--username", "jane", "--password-stdin", .. connection], folder.Variables(), "s3cret", Cancel)).MustSucceed();
        (await ToolProcess.RunAsync(Tools.Helm, ["push", folder.File(file), Address.ToString(), .. connection], folder.Variables(), null, Cancel)).MustSucceed();
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            process.StandardInput.Close();
            await process.WaitForExitAsync(CancellationToken.None);
            process.Dispose();
        }

        folder.Dispose();
    }

    private void Configure()
    {
        folder.Write("passwords", Passwords);
        var certificate = "";
        if (tls)
        {
            WriteCertificates();
            certificate = $", tls: {{ certificate: {folder.File("server.crt")}, key: {folder.File("server.key")} }}";
        }

        folder.Write("config.yml", $$"""
            version: 0.1
            log: { level: warn }
            storage: { filesystem: { rootdirectory: {{folder.File("data")}} } }
            auth: { htpasswd: { realm: test, path: {{folder.File("passwords")}} } }
            http: { addr: "127.0.0.1:{{port}}"{{certificate}} }
            """);
    }

    private void WriteCertificates()
    {
        var (from, to) = (DateTimeOffset.UnixEpoch.AddYears(54), DateTimeOffset.UnixEpoch.AddYears(79));
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authorityRequest = new CertificateRequest("CN=test authority", authorityKey, HashAlgorithmName.SHA256);
        authorityRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var authority = authorityRequest.CreateSelfSigned(from, to);

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=registry", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(authority, from, to, [1, 2, 3, 4]);
        folder.Write("ca.crt", authority.ExportCertificatePem());
        folder.Write("server.crt", certificate.ExportCertificatePem());
        folder.Write("server.key", key.ExportPkcs8PrivateKeyPem());
    }

    private async Task WaitAsync()
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port, Cancel);
                return;
            }
            catch (SocketException) when (clock.Elapsed < TimeSpan.FromSeconds(60))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancel);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
