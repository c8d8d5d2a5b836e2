using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace KubeFate.Service.Tests.Clients;

/// <summary>
/// The service as FATE Manager 1.x uses it: no content type, gzip asked for everywhere and taken for granted on clusters and jobs, but not at
/// the sign-in, whose answer it reads as it comes; <c>values</c> of a cluster parsed as JSON.
/// </summary>
public sealed class FateManagerTests(ClientSite site) : IClassFixture<ClientSite>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_installs_a_cluster_and_reads_compressed_clusters_and_jobs()
    {
        using var http = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = site.Address };
        http.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Encoding", "gzip");

        using var login = await http.PostAsync("v1/user/login", Raw($$"""{"username":"admin","password":"{{ClientSite.Password}}"}"""), Cancel);
        Assert.Empty(login.Content.Headers.ContentEncoding);
        var token = JsonNode.Parse(await login.Content.ReadAsStringAsync(Cancel))!["token"]!.GetValue<string>();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);

        var data = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(ClientSite.Spec("manager")));
        using var posted = await http.PostAsync("v1/cluster", Raw($$"""{"name":"manager","namespace":"party-9999","chart_name":"demo","chart_version":"v0.1.0","cover":true,"data":"{{data}}"}"""), Cancel);
        var job = (await ReadAsync(posted))["data"]!;
        while (job["status"]!.GetValue<string>() is "Pending" or "Running") job = (await GetAsync(http, $"v1/job/{job["uuid"]}"))["data"]!;
        var listed = (await GetAsync(http, "v1/cluster/?all=true"))["data"]!.AsArray().Single(cluster => cluster!["name"]!.GetValue<string>() == "manager")!;
        var described = (await GetAsync(http, $"v1/cluster/{listed["uuid"]}"))["data"]!;

        Assert.Equal("Success", job["status"]!.GetValue<string>());
        Assert.Equal("demo", JsonNode.Parse(listed["values"]!.GetValue<string>())!["chartName"]!.GetValue<string>());
        Assert.Equal("Running", described["Info"]!["status"]!["containers"]!["web"]!.GetValue<string>());
        Assert.NotEmpty((await GetAsync(http, "v1/job/"))["data"]!.AsArray());
    }

    // FATE Manager unpacks without looking at the header.
    private static async Task<JsonNode> GetAsync(HttpClient http, string path)
    {
        using var answer = await http.GetAsync(path, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(["gzip"], answer.Content.Headers.ContentEncoding);
        return await ReadAsync(answer);
    }

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage answer)
    {
        await using var body = new GZipStream(await answer.Content.ReadAsStreamAsync(Cancel), CompressionMode.Decompress);
        return (await JsonNode.ParseAsync(body, cancellationToken: Cancel))!;
    }

    private static StringContent Raw(string body) => new(body) { Headers = { ContentType = null } };
}
