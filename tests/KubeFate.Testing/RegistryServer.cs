using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace KubeFate.Testing;

/// <summary>
/// Debian's docker-registry on loopback, for the user jane with the password s3cret or for everybody; with TLS by an authority of its own if
/// asked. It ends with the test process.
/// </summary>
public sealed class RegistryServer : IAsyncDisposable
{
    // htpasswd -nbBC 4 jane s3cret
    private const string Passwords = "jane:$2y$04$On5bWeRPECEeeKOiLBq13efFzmRI2EexG5t4Fm0mFG9pKGSKoMNKq\n";

    private readonly TempFolder folder = new();
    private readonly int port = FreePort.Next();
    private readonly bool tls;
    private readonly bool open;
    private Process? process;

    private RegistryServer(bool tls, bool open, bool tokens)
    {
        (this.tls, this.open) = (tls, open);
        if (tokens) Tokens = new TokenService(FreePort.Next());
    }

    /// <summary>Where callers get their token, when the registry wants one.</summary>
    public TokenService? Tokens { get; }

    /// <summary>Why there can be no registry here; null when there can. A test is skipped for it, and fails on CI.</summary>
    public static string? Missing => InstalledPrograms.Find("docker-registry") is null ? "docker-registry is not installed (apt-get install docker-registry)" : null;

    /// <summary>As images are named.</summary>
    public string Host => $"127.0.0.1:{port}";

    public Uri Address => new($"oci://127.0.0.1:{port}/fate/charts");

    /// <summary>The authority that signed the certificate.</summary>
    public string CaFile => folder.File("ca.crt");

    public static Task<RegistryServer> StartAsync(bool tls, bool open, CancellationToken cancellationToken) => StartAsync(new RegistryServer(tls, open, tokens: false), cancellationToken);

    /// <summary>One that wants a token of <see cref="Tokens"/>, as Harbor and Docker Hub do; without TLS.</summary>
    public static Task<RegistryServer> StartWithTokensAsync(CancellationToken cancellationToken) => StartAsync(new RegistryServer(tls: false, open: false, tokens: true), cancellationToken);

    private static async Task<RegistryServer> StartAsync(RegistryServer server, CancellationToken cancellationToken)
    {
        var program = InstalledPrograms.Find("docker-registry") ?? throw new InvalidOperationException(Missing);
        server.Configure();
        // The shell holds our end of a pipe: when this process dies, cat ends, and so does the registry.
        var script = $"{program} serve {server.folder.File("config.yml")} >{server.folder.File("log")} 2>&1 </dev/null & pid=$!; cat >/dev/null; kill -9 $pid; wait $pid 2>/dev/null";
        server.process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", script]) { RedirectStandardInput = true, UseShellExecute = false });
        await server.WaitAsync(cancellationToken);
        return server;
    }

    /// <summary>Pushes an archive with the real helm.</summary>
    public async Task PushAsync(string file, byte[] archive, CancellationToken cancellationToken)
    {
        await File.WriteAllBytesAsync(folder.File(file), archive, cancellationToken);
        string[] connection = tls ? ["--ca-file", CaFile] : ["--plain-http"];
        (await ToolProcess.RunAsync(Tools.Helm, ["registry", "login", $"127.0.0.1:{port}", "--username", "jane", "--password-stdin", .. connection], folder.Variables(), "s3cret", cancellationToken)).MustSucceed();
        (await ToolProcess.RunAsync(Tools.Helm, ["push", folder.File(file), Address.ToString(), .. connection], folder.Variables(), null, cancellationToken)).MustSucceed();
    }

    /// <summary>Makes a tiny image and pushes it through the registry's own interface; answers its digest.</summary>
    public async Task<string> PushImageAsync(string repository, string tag, CancellationToken cancellationToken)
    {
#pragma warning disable MA0039 // The registry is this test's own, on loopback; who tests its certificate does so with the program under test.
        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator };
#pragma warning restore MA0039
        using var http = new HttpClient(handler) { BaseAddress = new Uri($"{(tls ? "https" : "http")}://{Host}/") };
        if (Tokens is { } tokens) http.DefaultRequestHeaders.Authorization = new("Bearer", tokens.Make(repository, "pull", "push"));
        else if (!open) http.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String("jane:s3cret"u8));
        var config = Encoding.UTF8.GetBytes($$$"""{"architecture":"amd64","os":"linux","config":{"Labels":{"name":"{{{repository}}}:{{{tag}}}"}},"rootfs":{"type":"layers","diff_ids":[]}}""");
        using var begun = await http.PostAsync($"v2/{repository}/blobs/uploads/", null, cancellationToken);
        begun.EnsureSuccessStatusCode();
        var place = begun.Headers.Location!.ToString();
        using var stored = await http.PutAsync($"{place}{(place.Contains('?', StringComparison.Ordinal) ? '&' : '?')}digest={Digest(config)}", new ByteArrayContent(config), cancellationToken);
        stored.EnsureSuccessStatusCode();

        const string form = "application/vnd.oci.image.manifest.v1+json";
        var manifest = Encoding.UTF8.GetBytes($$"""{"schemaVersion":2,"mediaType":"{{form}}","config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"{{Digest(config)}}","size":{{config.Length}}},"layers":[]}""");
        using var body = new ByteArrayContent(manifest) { Headers = { ContentType = new(form) } };
        using var tagged = await http.PutAsync($"v2/{repository}/manifests/{tag}", body, cancellationToken);
        tagged.EnsureSuccessStatusCode();
        return Digest(manifest);
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            process.StandardInput.Close();
            await process.WaitForExitAsync(CancellationToken.None);
            process.Dispose();
        }

        if (Tokens is not null) await Tokens.DisposeAsync();
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
            {{Authentication()}}
            http: { addr: "127.0.0.1:{{port}}"{{certificate}} }
            """);
    }

    private string Authentication()
    {
        if (Tokens is { } tokens) return $"auth: {{ token: {{ realm: \"{tokens.Realm}\", service: registry, issuer: tests, rootcertbundle: {folder.Write("tokens.crt", tokens.Certificate)} }} }}";
        return open ? "" : $"auth: {{ htpasswd: {{ realm: test, path: {folder.File("passwords")} }} }}";
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

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
                return;
            }
            catch (SocketException) when (clock.Elapsed < HangGuard.Limit)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken);
            }
        }
    }

    private static string Digest(byte[] content) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(content));
}
