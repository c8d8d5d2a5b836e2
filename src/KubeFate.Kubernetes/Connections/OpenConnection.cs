using System.Net;
using System.Net.Http.Headers;
using k8s.Authentication;

namespace KubeFate.Kubernetes.Connections;

/// <summary>A connection whose settings have been read: sends requests signed with its credentials.</summary>
internal sealed class OpenConnection : IDisposable
{
    private readonly ConnectionSettings _settings;
    private readonly HttpClient _client;
    private readonly ServiceClientCredentials? _credentials;

    /// <summary>Connects nothing yet.</summary>
    /// <exception cref="KubernetesException">ConfigInvalid: certificates or keys that cannot be read.</exception>
    public OpenConnection(ConnectionSettings settings)
    {
        _settings = settings;
        _client = ConfigFailures.Guard(settings.Origin, () => ApiTransport.Create(settings));
        _client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("kubefate", typeof(OpenConnection).Assembly.GetName().Version?.ToString(3)));
        _client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        _credentials = k8s.Kubernetes.CreateCredentials(settings.Config);
    }

    public Uri Server => _client.BaseAddress!;

    /// <summary>Where the settings were found, for messages.</summary>
    public string Origin => _settings.Origin;

    /// <summary>The answer's head; its body is still to be read. Disposes the request.</summary>
    /// <exception cref="KubernetesException">The server refused, or the credentials cannot be had.</exception>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using (request)
        {
            // HTTP/2 carries all watches on one connection; without TLS there is no way to agree on it.
            request.Version = string.Equals(Server.Scheme, Uri.UriSchemeHttps, StringComparison.Ordinal) ? HttpVersion.Version20 : HttpVersion.Version11;
            request.VersionPolicy = HttpVersionPolicy.RequestVersionOrLower;

            // HttpClient takes the name it expects in the certificate from this header; it knows no other way (tls-server-name).
            if (_settings.Config.TlsServerName is { Length: > 0 } expected) request.Headers.Host = expected;
            await SignAsync(request, cancellationToken);

            var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response.IsSuccessStatusCode) return response;
            using (response) throw await ApiFailures.RefusedAsync(response, Server, Origin, cancellationToken);
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task SignAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (_settings.Impersonate is { Length: > 0 } user)
        {
            request.Headers.TryAddWithoutValidation("Impersonate-User", user);
            if (_settings.ImpersonateGroup is { } group) request.Headers.TryAddWithoutValidation("Impersonate-Group", group);
        }

        if (_credentials is null) return;
        try
        {
            await _credentials.ProcessHttpRequestAsync(request, cancellationToken);
        }
        catch (Exception e) when (ConfigFailures.IsConfigFault(e))
        {
            // A token is read or asked for again when it has run out: the file may be gone, the program may fail.
            throw ConfigFailures.Of(Origin, e);
        }
    }
}
