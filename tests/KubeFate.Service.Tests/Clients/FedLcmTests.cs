using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace KubeFate.Service.Tests.Clients;

/// <summary>
/// The service as FedLCM 0.3.0 uses it: it reaches an address and names the host of the ingress, leaves out trailing slashes, decodes statuses
/// into closed sets and fails on any other word, polls a job until it ends, and signs in again when a token is refused.
/// </summary>
public sealed class FedLcmTests(ClientSite site) : IClassFixture<ClientSite>
{
    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) } };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_uploads_a_chart_installs_a_cluster_waits_for_it_and_deletes_it()
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = site.Address };
        var token = "a.refused.token";

        Assert.NotEmpty((await CallAsync<Created>(HttpMethod.Post, "v1/chart", Form)).Data!.HelmUuid);
        var job = (await CallAsync<Job>(HttpMethod.Post, "v1/cluster", () => JsonContent.Create(new
        {
            name = "lcm",
            @namespace = "party-9999",
            chart_name = "demo",
            chart_version = "v0.1.0",
            data = Convert.ToBase64String(Encoding.UTF8.GetBytes(ClientSite.Spec("lcm"))),
        }))).Data!;
        var done = await PollAsync(job.Uuid);
        var cluster = (await CallAsync<Cluster>(HttpMethod.Get, $"v1/cluster/{done.ClusterId}", null)).Data!;
        var deleted = await PollAsync((await CallAsync<Job>(HttpMethod.Delete, $"v1/cluster/{cluster.Uuid}", null)).Data!.Uuid);
        var gone = await SendAsync(HttpMethod.Get, $"v1/cluster/{cluster.Uuid}", null);

        Assert.Equal((JobStatus.Success, "ClusterInstall"), (done.Status, done.Method));
        Assert.Equal((ClusterStatus.Running, "lcm", "party-9999"), (cluster.Status, cluster.Name, cluster.Namespaces));
        Assert.Equal(JobStatus.Success, deleted.Status);
        Assert.NotEqual(HttpStatusCode.OK, gone.StatusCode);

        async Task<Job> PollAsync(string uuid)
        {
            while (true)
            {
                var now = (await CallAsync<Job>(HttpMethod.Get, $"v1/job/{uuid}", null)).Data!;
                if (now.Status is not (JobStatus.Pending or JobStatus.Running)) return now;
            }
        }

        async Task<Envelope<T>> CallAsync<T>(HttpMethod method, string path, Func<HttpContent>? body)
        {
            var answer = await SendAsync(method, path, body);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{method} {path}: {await answer.Content.ReadAsStringAsync(Cancel)}");
            return (await answer.Content.ReadFromJsonAsync<Envelope<T>>(Json, Cancel))!;
        }

        async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, Func<HttpContent>? body)
        {
            for (var tries = 0; ; tries++)
            {
                using var request = new HttpRequestMessage(method, path) { Headers = { Host = "kubefate.net", Authorization = new AuthenticationHeaderValue("Bearer", token) }, Content = body?.Invoke() };
                var answer = await http.SendAsync(request, Cancel);
                if (answer.StatusCode != HttpStatusCode.Unauthorized || tries > 0) return answer;
                token = await SignInAsync();
            }
        }

        async Task<string> SignInAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "v1/user/login") { Headers = { Host = "kubefate.net" }, Content = JsonContent.Create(new { username = "admin", password = ClientSite.Password }) };
            using var answer = await http.SendAsync(request, Cancel);
            return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).RootElement.GetProperty("token").GetString()!;
        }

        static HttpContent Form() => new MultipartFormDataContent { { new ByteArrayContent(ClientSite.Chart), "file", "demo-v0.1.0.tgz" } };
    }

    private sealed record Envelope<T>([property: JsonPropertyName("msg")] string Message, [property: JsonPropertyName("data")] T? Data);

    private sealed record Created([property: JsonPropertyName("helmUUID")] string HelmUuid);

    private sealed record Job(
        [property: JsonPropertyName("uuid")] string Uuid,
        [property: JsonPropertyName("status")] JobStatus Status,
        [property: JsonPropertyName("method")] string Method,
        [property: JsonPropertyName("cluster_id")] string ClusterId,
        [property: JsonPropertyName("sub_jobs")] Dictionary<string, SubJob>? SubJobs,
        [property: JsonPropertyName("states")] List<string>? States,
        [property: JsonPropertyName("time_limit")] long TimeLimit);

    private sealed record SubJob(string ModuleName, JobStatus Status, string ModulesStatus, DateTime StartTime, DateTime EndTime);

    private sealed record Cluster(
        [property: JsonPropertyName("uuid")] string Uuid,
        [property: JsonPropertyName("name")] string Name,
        [property: JsonPropertyName("namespaces")] string Namespaces,
        [property: JsonPropertyName("status")] ClusterStatus Status);

    private enum JobStatus
    {
        Pending,
        Running,
        Success,
        Failed,
        Rollback,
        Timeout,
        Stopping,
        Canceled,
    }

    private enum ClusterStatus
    {
        Pending,
        Creating,
        Deleting,
        Updating,
        Running,
        Unavailable,
        Deleted,
        Rollback,
        Failed,
        Unknown,
    }
}
