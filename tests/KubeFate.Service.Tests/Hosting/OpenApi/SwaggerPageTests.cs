using System.Net;
using System.Text.RegularExpressions;
using KubeFate.Testing;

namespace KubeFate.Service.Tests.Hosting.OpenApi;

public sealed partial class SwaggerPageTests : IAsyncLifetime
{
    private readonly TempFolder folder = new();
    private RunningService service = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => service = await RunningService.StartAsync(folder);

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task The_page_and_all_it_names_are_served_without_a_token_and_nothing_comes_from_elsewhere()
    {
        var page = await GetAsync("index.html");
        var files = Named().Matches(page).Select(match => match.Groups["file"].Value).ToList();

        Assert.Equal(["swagger-ui.css", "favicon-32x32.png", "swagger-ui-bundle.js", "start.js"], files);
        foreach (var file in files) Assert.NotEmpty(await GetAsync(file));
        var start = await GetAsync("start.js");
        Assert.DoesNotContain("://", page + start, StringComparison.Ordinal);
        Assert.Contains("validatorUrl: null", start, StringComparison.Ordinal);
        // A style sheet loads what it names; of what is named there, all is in it.
        Assert.All(Loaded().Matches(await GetAsync("swagger-ui.css")).Select(match => match.Groups["address"].Value), address => Assert.StartsWith("data:", address, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("index.html")]
    [InlineData("swagger-ui-bundle.js")]
    public async Task A_browser_is_told_to_load_nothing_else(string file)
    {
        using var answer = await service.Http.GetAsync("v1/swagger/" + file, Cancel);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();

        Assert.StartsWith("default-src 'none'; script-src 'self'; ", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Theory]
    [InlineData("zzz")]
    [InlineData("index.js")]
    [InlineData("..%2f..%2fappsettings.json")]
    public async Task What_the_page_does_not_have_is_the_originals_plain_404(string file)
    {
        using var answer = await service.Http.GetAsync("v1/swagger/" + file, Cancel);
        Assert.Equal((HttpStatusCode.NotFound, "404 page not found"), (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel)));
    }

    [Fact]
    public async Task The_document_tells_nothing_of_this_installation()
    {
        var document = await GetAsync("doc.json");
        foreach (var secret in new[] { folder.Path, service.Http.BaseAddress!.Authority, Environment.MachineName, "127.0.0.1" })
            Assert.DoesNotContain(secret, document, StringComparison.Ordinal);
    }

    private async Task<string> GetAsync(string file)
    {
        using var answer = await service.Http.GetAsync("v1/swagger/" + file, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Cancel);
    }

    [GeneratedRegex("""(?:href|src)="(?<file>[^"]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Named();

    [GeneratedRegex("""url\(["']?(?<address>[^)"']+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Loaded();
}
