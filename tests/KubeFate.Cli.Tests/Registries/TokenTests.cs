using System.Net;
using System.Text;
using KubeFate.Cli.Registries;

namespace KubeFate.Cli.Tests.Registries;

/// <summary>Registries that want a token, as Harbor and Docker Hub do.</summary>
public sealed class TokenTests
{
    private const string Image = "harbor.site/fate/eggroll:1";

    [Fact]
    public async Task A_token_is_fetched_from_where_the_registry_says_with_the_password()
    {
        using var site = new TokenSite("https://harbor.site/service/token");
        using var client = new RegistryClient(new RegistryLogin("robot$fate", "p:w"), plainHttp: false, caFile: null, site);
        Assert.True(await client.HasAsync(ImageReference.Parse(Image)!, TestContext.Current.CancellationToken));
        Assert.False(await client.HasAsync(ImageReference.Parse("harbor.site/fate/missing:1")!, TestContext.Current.CancellationToken));
        Assert.Equal("https://harbor.site/service/token?scope=repository%3Afate%2Feggroll%3Apull&service=harbor-registry", site.Asked[1].Address);
        Assert.Equal("Basic " + Convert.ToBase64String("robot$fate:p:w"u8), site.Asked[1].Authorization);
    }

    [Fact]
    public async Task Without_a_login_the_token_of_everybody_is_tried()
    {
        using var site = new TokenSite("https://harbor.site/service/token") { IsPublic = true };
        using var client = new RegistryClient(login: null, plainHttp: false, caFile: null, site);
        Assert.True(await client.HasAsync(ImageReference.Parse(Image)!, TestContext.Current.CancellationToken));
        Assert.Null(site.Asked[1].Authorization);
    }

    [Theory]
    [InlineData("https://harbor.site/service/token", "refused the sign-in", ExitCode.Denied)]
    [InlineData("http://harbor.site/service/token", "unencrypted, so it was not sent", ExitCode.Denied)]
    public async Task A_password_that_is_refused_or_would_be_seen_is_told(string realm, string words, int code)
    {
        using var site = new TokenSite(realm);
        using var client = new RegistryClient(new RegistryLogin("robot$fate", "wrong"), plainHttp: false, caFile: null, site);
        var failure = await Assert.ThrowsAsync<CommandFailure>(() => client.HasAsync(ImageReference.Parse(Image)!, TestContext.Current.CancellationToken));
        Assert.Equal(code, failure.ExitCode);
        Assert.Contains(words, failure.Message);
        Assert.DoesNotContain(site.Asked, asked => asked.Address.StartsWith("http:", StringComparison.Ordinal) && asked.Authorization is not null);
    }

    [Fact]
    public async Task What_is_no_registry_is_told()
    {
        using var site = new TokenSite("https://harbor.site/service/token") { Status = HttpStatusCode.MovedPermanently };
        using var client = new RegistryClient(login: null, plainHttp: false, caFile: null, site);
        var failure = await Assert.ThrowsAsync<CommandFailure>(() => client.HasAsync(ImageReference.Parse(Image)!, TestContext.Current.CancellationToken));
        Assert.Contains("it answered 301", failure.Message);
        Assert.Equal(ExitCode.Unreachable, failure.ExitCode);
    }

    private sealed class TokenSite(string realm) : HttpMessageHandler
    {
        public List<(string Address, string? Authorization)> Asked { get; } = [];

        public bool IsPublic { get; init; }

        public HttpStatusCode? Status { get; init; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked.Add((request.RequestUri!.AbsoluteUri, request.Headers.Authorization?.ToString()));
            return Task.FromResult(Status is { } status ? new HttpResponseMessage(status) : request.RequestUri.AbsolutePath == "/service/token" ? Token(request) : Manifest(request));
        }

        private HttpResponseMessage Token(HttpRequestMessage request)
        {
            var known = request.Headers.Authorization?.Parameter == Convert.ToBase64String("robot$fate:p:w"u8) || (IsPublic && request.Headers.Authorization is null);
            return known
                ? new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("""{"token":"the-token"}""", Encoding.UTF8, "application/json") }
                : new HttpResponseMessage(HttpStatusCode.Unauthorized);
        }

        private HttpResponseMessage Manifest(HttpRequestMessage request)
        {
            if (request.Headers.Authorization?.ToString() == "Bearer the-token")
                return new HttpResponseMessage(request.RequestUri!.AbsolutePath.Contains("missing", StringComparison.Ordinal) ? HttpStatusCode.NotFound : HttpStatusCode.OK);
            var answer = new HttpResponseMessage(HttpStatusCode.Unauthorized);
            answer.Headers.TryAddWithoutValidation("WWW-Authenticate", $"Bearer realm=\"{realm}\",service=\"harbor-registry\",scope=\"repository:fate/eggroll:pull\"");
            return answer;
        }
    }
}
