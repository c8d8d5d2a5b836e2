using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace KubeFate.Cli.Registries;

/// <summary>Asks a registry whether an image is there, by the OCI distribution interface: anonymous, with a password or with a token.</summary>
internal sealed class RegistryClient : IDisposable
{
    // Without these a registry may say that an image is not there which it has in another form.
    private static readonly string[] Forms =
    [
        "application/vnd.oci.image.index.v1+json", "application/vnd.oci.image.manifest.v1+json",
        "application/vnd.docker.distribution.manifest.list.v2+json", "application/vnd.docker.distribution.manifest.v2+json",
    ];

    private readonly HttpClient http;
    private readonly RegistryLogin? login;
    private readonly string scheme;

    /// <summary>The handler is for tests; null makes the usual one.</summary>
    public RegistryClient(RegistryLogin? login, bool plainHttp, string? caFile, HttpMessageHandler? handler = null)
    {
        this.login = login;
        scheme = plainHttp ? "http" : "https";
        http = new HttpClient(handler ?? CreateHandler(caFile)) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Whether the registry has the image. Throws <see cref="CommandFailure"/> when it cannot be asked.</summary>
    public async Task<bool> HasAsync(ImageReference image, CancellationToken cancellationToken)
    {
        using var first = await AskAsync(image, authorization: null, cancellationToken);
        if (first.StatusCode != HttpStatusCode.Unauthorized) return Read(image, first);
        var authorization = TokenChallenge.Of(first.Headers) is { } challenge
            ? new AuthenticationHeaderValue("Bearer", await TokenAsync(image, challenge, cancellationToken))
            : login is null ? throw Denied(image, "it requires a user name and a password") : new AuthenticationHeaderValue("Basic", login.Basic);
        using var second = await AskAsync(image, authorization, cancellationToken);
        return Read(image, second);
    }

    public void Dispose() => http.Dispose();

    private async Task<HttpResponseMessage> AskAsync(ImageReference image, AuthenticationHeaderValue? authorization, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, $"{scheme}://{image.Address}/v2/{image.Repository}/manifests/{image.Version}");
        request.Headers.Authorization = authorization;
        foreach (var form in Forms) request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(form));
        return await SendAsync(request, image.Address, cancellationToken);
    }

    private async Task<string> TokenAsync(ImageReference image, TokenChallenge challenge, CancellationToken cancellationToken)
    {
        if (login is not null && scheme == "https" && challenge.Realm.Scheme != "https")
            throw Denied(image, $"it requires the password at {challenge.Realm.GetLeftPart(UriPartial.Path)}, unencrypted, so it was not sent");
        using var request = new HttpRequestMessage(HttpMethod.Get, challenge.For(image.Repository));
        if (login is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Basic", login.Basic);
        using var answer = await SendAsync(request, challenge.Realm.Authority, cancellationToken);
        if (answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) throw Denied(image, "its token service refused the sign-in");
        if (!answer.IsSuccessStatusCode) throw Unreachable(challenge.Realm.Authority, $"its token service answered {(int)answer.StatusCode} {answer.ReasonPhrase}");
        try
        {
            var answered = JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellationToken), documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }) as JsonObject;
            // It goes into a header.
            return (answered?["token"] ?? answered?["access_token"])?.ToString() is { Length: > 0 } token && token.All(letter => letter is > ' ' and <= '~')
                ? token
                : throw new JsonException("it has no token");
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or HttpRequestException)
        {
            throw Unreachable(challenge.Realm.Authority, $"its token service sent an invalid token response: {failure.Message}");
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string address, CancellationToken cancellationToken)
    {
        try
        {
            return await http.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException failure)
        {
            var cure = failure.HttpRequestError == HttpRequestError.SecureConnectionError
                ? " Name its certificate authority with --ca-file, or use --plain-http for a registry without TLS"
                : " Is its address right?";
            throw Unreachable(address, $"{failure.InnerException?.Message ?? failure.Message}.{cure}");
        }
    }

    private bool Read(ImageReference image, HttpResponseMessage answer) => answer.StatusCode switch
    {
        HttpStatusCode.OK => true,
        HttpStatusCode.NotFound => false,
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => throw Denied(image, login is null ? "anonymous callers may not read it" : $"{login.UserName} may not read it, or the password is wrong"),
        _ => throw Unreachable(image.Address, $"it answered {(int)answer.StatusCode} {answer.ReasonPhrase} for {image}; is it a registry?"),
    };

    private static CommandFailure Denied(ImageReference image, string why) => new(ExitCode.Denied,
        $"the registry {image.Host} does not show {image}: {why}. Set {RegistryLogin.UserVariable} and {RegistryLogin.PasswordVariable}, or sign in with docker login or skopeo login");

    private static CommandFailure Unreachable(string address, string why) => new(ExitCode.Unreachable, $"the registry {address} cannot be asked: {why}");

    private static SocketsHttpHandler CreateHandler(string? caFile)
    {
        // A redirect would take the request, and perhaps the password, to somebody else.
        var handler = new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(10), AllowAutoRedirect = false };
        if (caFile is null) return handler;
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        try
        {
            policy.CustomTrustStore.ImportFromPemFile(caFile);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new CommandFailure(ExitCode.Invalid, $"{caFile} cannot be read as certificates in PEM: {failure.Message}");
        }

        if (policy.CustomTrustStore.Count == 0) throw new CommandFailure(ExitCode.Invalid, $"{caFile} holds no certificate in PEM");
        handler.SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy };
        return handler;
    }
}
