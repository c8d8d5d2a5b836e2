using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace KubeFate.Testing;

/// <summary>
/// The token service of a registry, on loopback: gives tokens to read to the user jane with the password s3cret, signed as
/// docker-registry wants them (distribution's token specification, ES256 with the certificate in the header).
/// </summary>
public sealed class TokenService : IAsyncDisposable
{
    private readonly HttpListener listener = new();
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 certificate;
    private readonly Task serving;

    public TokenService(int port)
    {
        certificate = new CertificateRequest("CN=tokens", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(54), DateTimeOffset.UnixEpoch.AddYears(79));
        Realm = $"http://127.0.0.1:{port}/token";
        listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        listener.Start();
        serving = ServeAsync();
    }

    public string Realm { get; }

    /// <summary>What a registry checks tokens with.</summary>
    public string Certificate => certificate.ExportCertificatePem();

    /// <summary>The scopes that were asked for.</summary>
    public List<string> Scopes { get; } = [];

    /// <summary>A token for the repository.</summary>
    public string Make(string repository, params string[] actions)
    {
        var header = $$"""{"typ":"JWT","alg":"ES256","x5c":["{{Convert.ToBase64String(certificate.RawData)}}"]}""";
        var granted = string.Join(',', actions.Select(action => $"\"{action}\""));
        var claims = $$"""{"iss":"tests","sub":"jane","aud":"registry","nbf":1700000000,"iat":1700000000,"exp":3000000000,"jti":"1","access":[{"type":"repository","name":"{{repository}}","actions":[{{granted}}]}]}""";
        var signed = $"{Base64(Encoding.UTF8.GetBytes(header))}.{Base64(Encoding.UTF8.GetBytes(claims))}";
        return $"{signed}.{Base64(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256))}";
    }

    public async ValueTask DisposeAsync()
    {
        listener.Close();
        await serving;
        certificate.Dispose();
        key.Dispose();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                Answer(await listener.GetContextAsync());
            }
            catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private void Answer(HttpListenerContext call)
    {
        var scope = call.Request.QueryString["scope"] ?? "";
        Scopes.Add(scope);
        if (call.Request.Headers["Authorization"] != "Basic " + Convert.ToBase64String("jane:s3cret"u8)) call.Response.StatusCode = 401;
        else call.Response.OutputStream.Write(Encoding.UTF8.GetBytes($$"""{"token":"{{Make(scope.Split(':')[1], "pull")}}"}"""));
        call.Response.Close();
    }

    private static string Base64(byte[] content) => System.Buffers.Text.Base64Url.EncodeToString(content);
}
