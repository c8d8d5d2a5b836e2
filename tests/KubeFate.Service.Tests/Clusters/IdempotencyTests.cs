using System.Net;
using KubeFate.Service.Tests.Hosting;
using KubeFate.Testing;

namespace KubeFate.Service.Tests.Clusters;

/// <summary><c>Idempotency-Key</c>: a request whose answer was lost is sent again and does nothing twice.</summary>
public sealed class IdempotencyTests
{
    [Fact]
    public async Task The_same_request_with_the_same_key_answers_the_same_job_also_after_a_restart()
    {
        using var folder = new TempFolder();
        string first;
        await using (var service = await RunningService.StartAsync(folder))
        {
            await service.SignInAsync();
            first = await JobAsync(service, ClusterSite.Body(), "key-1", replayed: false);
            Assert.Equal(first, await JobAsync(service, ClusterSite.Body(), "key-1", replayed: true));
        }

        await using var again = await RunningService.StartAsync(folder);
        await again.SignInAsync();
        Assert.Equal(first, await JobAsync(again, ClusterSite.Body(), "key-1", replayed: true));
        using var jobs = await again.Http.GetAsync("v1/job/", TestContext.Current.CancellationToken);
        Assert.Single((await RunningService.ReadAsync(jobs))["data"]!.AsArray());
    }

    [Fact]
    public async Task Another_request_with_that_key_is_refused()
    {
        using var folder = new TempFolder();
        await using var service = await RunningService.StartAsync(folder);
        await service.SignInAsync();
        await JobAsync(service, ClusterSite.Body(), "key-1", replayed: false);

        using var otherBody = await SendAsync(service, HttpMethod.Post, ClusterSite.Body("\"replicas\":2"), "key-1");
        using var otherMethod = await SendAsync(service, HttpMethod.Put, ClusterSite.Body(), "key-1");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity), (otherBody.StatusCode, otherMethod.StatusCode));
        Assert.Equal("idempotency_key_reused", (string?)(await RunningService.ReadAsync(otherBody))["code"]);
    }

    [Fact]
    public async Task Many_at_once_make_one_job_and_all_are_told_it()
    {
        using var folder = new TempFolder();
        await using var service = await RunningService.StartAsync(folder);
        await service.SignInAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SendAsync(service, HttpMethod.Post, ClusterSite.Body(), "key-1")));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Single(answers, answer => !answer.Headers.Contains("Idempotent-Replayed"));
        var jobs = await Task.WhenAll(answers.Select(async answer => (string?)(await RunningService.ReadAsync(answer))["data"]!["uuid"]));
        Assert.Single(jobs.Distinct());
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("a\tb")]
    [InlineData(null)]
    public async Task A_key_that_is_none_is_refused(string? key)
    {
        using var folder = new TempFolder();
        await using var service = await RunningService.StartAsync(folder);
        await service.SignInAsync();
        using var answer = await SendAsync(service, HttpMethod.Post, ClusterSite.Body(), key ?? new string('k', 256));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private static async Task<string> JobAsync(RunningService service, string body, string key, bool replayed)
    {
        using var answer = await SendAsync(service, HttpMethod.Post, body, key);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(replayed ? ["true"] : [], answer.Headers.TryGetValues("Idempotent-Replayed", out var values) ? values : []);
        return (string)(await RunningService.ReadAsync(answer))["data"]!["uuid"]!;
    }

    private static async Task<HttpResponseMessage> SendAsync(RunningService service, HttpMethod method, string body, string key)
    {
        using var request = new HttpRequestMessage(method, "v1/cluster") { Content = new StringContent(body) };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        return await service.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
