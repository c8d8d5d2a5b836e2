using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using KubeFate.Service.Tests.Hosting;
using KubeFate.Testing;

namespace KubeFate.Service.Tests.Clusters;

public sealed class ClusterRequestTests(SharedService shared) : IClassFixture<SharedService>
{
    private const string Demo = """{"name":"demo1","namespace":"peer-a","chartName":"demo","chartVersion":"v0.1.0","replicas":1}""";

    [Fact]
    public async Task An_accepted_install_answers_its_job_with_the_originals_keys()
    {
        using var folder = new TempFolder();
        await using var service = await RunningService.StartAsync(folder);
        await service.SignInAsync();
        var (status, body) = await PostAsync(service, Body(Demo));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("createCluster Success", body["msg"]!.GetValue<string>());
        var job = body["data"]!.AsObject();
        Assert.Equal(
            ["CreatedAt", "DeletedAt", "ID", "UpdatedAt", "cluster_id", "creator", "end_time", "meta_data", "method", "start_time", "states", "status", "sub_jobs", "time_limit", "uuid"],
            job.Select(pair => pair.Key).Order(StringComparer.Ordinal));
        Assert.Equal("0001-01-01T00:00:00Z", job["end_time"]!.GetValue<string>());
        Assert.Equal(3600000000000, job["time_limit"]!.GetValue<long>());
        Assert.Equal("Pending", job["status"]!.GetValue<string>());
        Assert.Null(job["sub_jobs"]);
    }

    [Fact]
    public async Task A_second_install_of_one_name_is_refused_with_the_originals_words()
    {
        using var folder = new TempFolder();
        await using var service = await RunningService.StartAsync(folder, options => options with { JobParallelism = 1 });
        await service.SignInAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => PostAsync(service, Body(Demo))));
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.OK), answer => Assert.Equal(HttpStatusCode.Conflict, answer.Status));
        using var list = await service.Http.GetAsync("v1/cluster/", TestContext.Current.CancellationToken);
        Assert.Single((await RunningService.ReadAsync(list))["data"]!.AsArray());
    }

    [Theory]
    [InlineData("", "the body is empty")]
    [InlineData("{", "not valid JSON")]
    [InlineData("null", "the body is null")]
    [InlineData("""{"name":1}""", "name")]
    [InlineData("""{"name":"a","namespace":"b","chart_name":"demo","chart_version":"v0.1.0","data":"%%%"}""", "data")]
    [InlineData("""{"name":"a","namespace":"b","chart_name":"demo"}""", "chartVersion cannot be empty")]
    [InlineData("""{"name":"a","namespace":"b","chart_version":"v0.1.0"}""", "chartVersion cannot be empty")]
    public async Task A_bad_request_is_told_with_its_cause(string body, string expected)
    {
        var service = shared.Running;
        var (status, answer) = await PostAsync(service, body);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(expected, answer["error"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_spec_that_cannot_work_is_refused_with_all_its_problems_and_leaves_nothing()
    {
        var service = shared.Running;
        var spec = Demo.Replace("demo\"", "fate\"", StringComparison.Ordinal).Replace("v0.1.0", "v1.8.0", StringComparison.Ordinal)
            .Replace("\"replicas\":1", "\"partyId\":\"x\",\"modules\":[\"rolsite\"]", StringComparison.Ordinal);
        var (status, answer) = await PostAsync(service, Body(spec));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("spec_invalid", answer["code"]!.GetValue<string>());
        Assert.True(answer["problems"]!.AsArray().Count >= 2);
        using var list = await service.Http.GetAsync("v1/cluster?all=true", TestContext.Current.CancellationToken);
        Assert.Empty((await RunningService.ReadAsync(list))["data"]!.AsArray());
    }

    [Fact]
    public async Task Names_beside_the_spec_must_agree_with_it()
    {
        var service = shared.Running;
        var (status, answer) = await PostAsync(service, Body(Demo).Replace("\"name\":\"demo1\"", "\"name\":\"other\"", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("must agree", answer["error"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_install_without_a_Kubernetes_waits_for_it_up_to_its_time_limit_names_the_cause_and_can_be_tried_again_or_deleted()
    {
        using var folder = new TempFolder();
        await using var service = await RunningService.StartAsync(folder);
        await service.SignInAsync();
        var spec = Demo.Replace("{", "{\"timeLimit\":\"2s\",", StringComparison.Ordinal);
        var (_, first) = await PostAsync(service, Body(spec));
        var failed = await EndAsync(service, first);
        Assert.Equal(("Timeout", "timeout"), (failed["status"]!.GetValue<string>(), failed["failure"]!["code"]!.GetValue<string>()));
        Assert.Contains("check namespace waits and is tried again: the Kubernetes API server at http", failed["failure"]!["message"]!.GetValue<string>());
        Assert.NotEqual("0001-01-01T00:00:00Z", failed["end_time"]!.GetValue<string>());

        var (status, second) = await PostAsync(service, Body(spec));
        Assert.Equal(HttpStatusCode.OK, status);
        await EndAsync(service, second);
        using var list = await service.Http.GetAsync("v1/cluster?all=true", TestContext.Current.CancellationToken);
        var cluster = Assert.Single((await RunningService.ReadAsync(list))["data"]!.AsArray());
        Assert.Equal("Failed", cluster!["status"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("v1/cluster/nope")]
    [InlineData("v1/job/nope")]
    [InlineData("v1/job/nope/events")]
    public async Task An_unknown_record_is_not_found_in_the_originals_words(string path)
    {
        var service = shared.Running;
        using var answer = await service.Http.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("record not found", (await RunningService.ReadAsync(answer))["error"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("GET", "nope")]
    [InlineData("GET", "v1/nope")]
    [InlineData("PATCH", "v1/cluster")]
    public async Task An_unknown_route_is_the_originals_plain_404(string method, string path)
    {
        var service = shared.Running;
        using var answer = await service.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("404 page not found", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("GET", "v1/cluster/", true)]
    [InlineData("GET", "v1/job/", true)]
    [InlineData("POST", "v1/user/login", false)]
    public async Task FATE_Manager_gets_gzip_where_it_needs_it_and_not_where_it_breaks(string method, string path, bool compressed)
    {
        using var folder = new TempFolder();
        await using var service = await RunningService.StartAsync(folder);
        await service.SignInAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Headers = { { "Accept-Encoding", "gzip" } } };
        if (method == "POST") request.Content = new StringContent("""{"username":"admin","password":"first-password"}""");
        using var answer = await service.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(compressed ? ["gzip"] : [], answer.Content.Headers.ContentEncoding);
    }

    private static string Body(string spec) =>
        $$"""{"name":"{{JsonNode.Parse(spec)!["name"]}}","namespace":"peer-a","chart_name":"{{JsonNode.Parse(spec)!["chartName"]}}","chart_version":"{{JsonNode.Parse(spec)!["chartVersion"]}}","data":"{{Convert.ToBase64String(Encoding.UTF8.GetBytes(spec))}}"}""";

    private static async Task<(HttpStatusCode Status, JsonNode Body)> PostAsync(RunningService service, string body)
    {
        using var answer = await service.Http.PostAsync("v1/cluster", new StringContent(body), TestContext.Current.CancellationToken);
        return (answer.StatusCode, await RunningService.ReadAsync(answer));
    }

    // The event stream ends with the job: nothing is polled.
    private static async Task<JsonNode> EndAsync(RunningService service, JsonNode created)
    {
        var uuid = created["data"]!["uuid"]!.GetValue<string>();
        await service.Http.GetStringAsync($"v1/job/{uuid}/events", TestContext.Current.CancellationToken);
        using var answer = await service.Http.GetAsync("v1/job/" + uuid, TestContext.Current.CancellationToken);
        return (await RunningService.ReadAsync(answer))["data"]!;
    }
}
