using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace KubeFate.Helm.Charts.Repositories;

/// <summary>Downloads from a chart repository, and stops reading at the limit whatever the server says of the length.</summary>
internal sealed class BoundedDownload : IDisposable
{
    private const int MostRedirects = 5;

    private readonly PullRequest request;
    private readonly RepositoryHosts hosts;
    private readonly HttpClient http;

    /// <exception cref="HelmException">The file of the certificate authority cannot be read.</exception>
    public BoundedDownload(PullRequest request)
    {
        this.request = request;
        hosts = new RepositoryHosts(request);
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, MaxResponseDrainSize = 0, ConnectTimeout = TimeSpan.FromSeconds(30), MaxResponseHeadersLength = 64 };
        if (request.CaFile is { } file) handler.SslOptions.CertificateChainPolicy = Trust(file);
        http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>The whole answer.</summary>
    /// <param name="address">Where it is asked for; redirects are followed to allowed hosts.</param>
    /// <param name="leader">Who names that address, as messages say it.</param>
    /// <param name="what">How messages name what is asked for, as in <c>the chart</c>.</param>
    /// <param name="limit">In bytes.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<byte[]> GetAsync(Uri address, string leader, string what, int limit, CancellationToken cancellationToken)
    {
        try
        {
            for (var redirects = 0; redirects <= MostRedirects; redirects++)
            {
                hosts.Require(address, leader);
                using var asked = Ask(address);
                using var answer = await http.SendAsync(asked, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
                if (Redirect(answer, address) is not { } next) return await ReadAsync(Checked(answer, address), what, limit, cancellationToken);
                (address, leader) = (next, $"a redirect of {address.Authority}");
            }

            throw new HelmException(HelmFailure.Unreachable, $"{what} is redirected more than {MostRedirects} times");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            var cause = (failure.InnerException ?? failure).Message;
            throw new HelmException(HelmFailure.Unreachable, $"the chart repository at {address.Authority} cannot be reached, or breaks off: {cause}", failure);
        }
    }

    public void Dispose() => http.Dispose();

    private HttpRequestMessage Ask(Uri address)
    {
        var asked = new HttpRequestMessage(HttpMethod.Get, address);
        asked.Headers.UserAgent.Add(new ProductInfoHeaderValue("kubefate", null));
        if (request.Credentials is { } user && hosts.IsOwn(address))
            asked.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user.UserName}:{user.Password}")));
        return asked;
    }

    private static Uri? Redirect(HttpResponseMessage answer, Uri address) => answer.StatusCode switch
    {
        HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect
            when answer.Headers.Location is { } place => new Uri(address, place),
        _ => null,
    };

    private HttpResponseMessage Checked(HttpResponseMessage answer, Uri address) => answer.StatusCode switch
    {
        HttpStatusCode.OK => answer,
        HttpStatusCode.NotFound => throw new HelmException(HelmFailure.ChartMissing, $"{address.GetLeftPart(UriPartial.Path)} is not there (404): correct the repository's address, or what its index says"),
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => throw new HelmException(HelmFailure.Forbidden, request.Credentials is null
            ? $"the chart repository at {address.Authority} wants a user name and password ({(int)answer.StatusCode}): give them"
            : $"the chart repository at {address.Authority} does not accept this user name and password ({(int)answer.StatusCode}): correct them"),
        _ => throw new HelmException(HelmFailure.Unreachable, $"the chart repository at {address.Authority} answers with {(int)answer.StatusCode}: look into its log"),
    };

    private static async Task<byte[]> ReadAsync(HttpResponseMessage answer, string what, int limit, CancellationToken cancellationToken)
    {
        if (answer.Content.Headers.ContentLength > limit) throw TooLarge(what, limit);
        await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        using var read = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (await body.ReadAsync(buffer, cancellationToken) is > 0 and var count)
        {
            if (read.Length + count > limit) throw TooLarge(what, limit);
            read.Write(buffer, 0, count);
        }

        return read.ToArray();
    }

    private static HelmException TooLarge(string what, int limit) => new(HelmFailure.ChartTooLarge, $"{what} is larger than {limit / 1024 / 1024} MiB, and was not read any further");

    // As helm: an authority of one's own takes the place of the system's.
    private static X509ChainPolicy Trust(string file)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        try
        {
            policy.CustomTrustStore.ImportFromPemFile(file);
            return policy;
        }
        catch (Exception failure) when (failure is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new HelmException(HelmFailure.Other, $"{file} cannot be read as the certificate authority of the chart repository: {failure.Message}", failure);
        }
    }
}
