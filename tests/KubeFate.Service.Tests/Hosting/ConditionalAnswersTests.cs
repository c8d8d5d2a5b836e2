using System.Net;
using KubeFate.Testing;

namespace KubeFate.Service.Tests.Hosting;

public sealed class ConditionalAnswersTests : IAsyncLifetime
{
    private readonly TempFolder folder = new();
    private RunningService service = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        service = await RunningService.StartAsync(folder);
        await service.SignInAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        folder.Dispose();
    }

    [Theory]
    [InlineData("v1/cluster/")]
    [InlineData("v1/job")]
    [InlineData("v1/version/")]
    [InlineData("v1/user/me")]
    public async Task Who_has_the_answer_already_gets_none(string path)
    {
        using var first = await GetAsync(path);
        var tag = first.Headers.ETag!.ToString();
        using var second = await GetAsync(path, ("If-None-Match", $"\"other\", {tag}"));
        using var strong = await GetAsync(path, ("If-None-Match", tag[2..]));

        Assert.StartsWith("W/\"", tag, StringComparison.Ordinal);
        Assert.Equal("no-cache, private", first.Headers.CacheControl!.ToString());
        Assert.All(new[] { second, strong }, answer => Assert.Equal((HttpStatusCode.NotModified, tag), (answer.StatusCode, answer.Headers.ETag!.ToString())));
        Assert.Empty(await second.Content.ReadAsByteArrayAsync(Cancel));
    }

    [Fact]
    public async Task The_tag_changes_with_what_is_answered_and_not_with_its_encoding()
    {
        using var plain = await GetAsync("v1/cluster/");
        using var compressed = await GetAsync("v1/cluster/", ("Accept-Encoding", "gzip"));
        await SimulatedKubernetes.AddClusterAsync(service, "one", "peer-a");
        using var changed = await GetAsync("v1/cluster/", ("If-None-Match", plain.Headers.ETag!.ToString()));
        using var known = await GetAsync("v1/cluster/", ("If-None-Match", changed.Headers.ETag!.ToString()), ("Accept-Encoding", "gzip"));

        Assert.Equal(["gzip"], compressed.Content.Headers.ContentEncoding);
        Assert.Equal(plain.Headers.ETag, compressed.Headers.ETag);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotModified), (changed.StatusCode, known.StatusCode));
        Assert.NotEqual(plain.Headers.ETag, changed.Headers.ETag);
    }

    [Fact]
    public async Task An_answer_that_is_too_long_to_hold_is_whole_and_has_no_tag()
    {
        for (var i = 0; i < 12; i++) await SimulatedKubernetes.AddClusterAsync(service, $"c{i}", "peer-a", values: $"{{\"text\":\"{new string('x', 100_000)}\"}}");
        using var whole = await GetAsync("v1/cluster/", ("Accept-Encoding", "gzip"));
        using var part = await GetAsync("v1/cluster/?limit=1");

        Assert.Null(whole.Headers.ETag);
        Assert.Equal(["gzip"], whole.Content.Headers.ContentEncoding);
        Assert.NotNull(part.Headers.ETag);
        Assert.Equal(12, (await RunningService.ReadAsync(part))["total"]!.GetValue<int>());
        Assert.Equal(12, (await RunningService.ReadAsync(await GetAsync("v1/cluster/")))["data"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("v1/cluster/nope")]
    [InlineData("v1/user/login")]
    [InlineData("v1/log/nope")]
    [InlineData("v1/cluster/?limit=x")]
    public async Task A_failure_has_no_tag(string path)
    {
        using var answer = await GetAsync(path, ("If-None-Match", "*"));
        Assert.True((int)answer.StatusCode >= 400);
        Assert.Null(answer.Headers.ETag);
        Assert.NotEmpty(await answer.Content.ReadAsStringAsync(Cancel));
    }

    private async Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await service.Http.SendAsync(request, Cancel);
    }
}
