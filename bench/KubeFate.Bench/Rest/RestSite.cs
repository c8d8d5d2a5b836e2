using System.IO.Compression;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using KubeFate.Bench.Services;

namespace KubeFate.Bench.Rest;

/// <summary>The measured service as a client sees it, signed in.</summary>
internal sealed class RestSite
{
    private readonly ServiceServer service;
    private readonly HttpClient http;

    private RestSite(ServiceServer service, HttpClient http) => (this.service, this.http) = (service, http);

    public int ProcessId => service.ProcessId;

    public int Port => service.Address.Port;

    public static async Task<RestSite> PrepareAsync(ServiceServer service, CancellationToken cancellationToken)
    {
        var http = new HttpClient { BaseAddress = service.Address };
        using var answer = await http.PostAsJsonAsync("v1/user/login", new { username = ServiceServer.User, password = ServiceServer.Password }, cancellationToken);
        var login = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>(cancellationToken);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)login!["token"]!);
        return new RestSite(service, http);
    }

    /// <summary>How many bytes an answer has.</summary>
    public async Task<int> LengthAsync(string path, CancellationToken cancellationToken) => (await http.GetByteArrayAsync(path, cancellationToken)).Length;

    /// <summary>The headers of a measured request.</summary>
    public async Task<IReadOnlyList<string>> HeadersAsync(RestTarget target, CancellationToken cancellationToken)
    {
        var token = $"Authorization: {http.DefaultRequestHeaders.Authorization}";
        if (!target.Known) return [token];
        using var answer = await http.GetAsync(target.Path, cancellationToken);
        return [token, $"If-None-Match: {answer.Headers.ETag}"];
    }

    /// <summary>A cluster, and jobs of it that end at once: its namespace is not there.</summary>
    public async Task AddJobsAsync(string cluster, int count, CancellationToken cancellationToken)
    {
        var spec = await BenchCluster.SpecAsync(cluster, cancellationToken);
        var client = service.Connect();
        for (var i = 0; i < count; i++)
        {
            var job = await client.Clusters.InstallAsync(JobInstall.Request(spec), idempotencyKey: null, cancellationToken);
            await foreach (var _ in client.Jobs.WatchAsync(job.Uuid, 0, cancellationToken))
            {
                // Its events end with the job.
            }
        }
    }

    /// <summary>What .NET's heap holds and what it has taken from the system for it, in bytes, as the service tells it in its support bundle.</summary>
    public async Task<(double Used, double Committed)> HeapAsync(CancellationToken cancellationToken)
    {
        using var archive = new ZipArchive(new MemoryStream(await http.GetByteArrayAsync("v1/supportbundle", cancellationToken)));
        foreach (var entry in archive.Entries.Where(entry => entry.FullName.EndsWith("service/version.json", StringComparison.Ordinal)))
        {
            await using var content = await entry.OpenAsync(cancellationToken);
            var version = await JsonNode.ParseAsync(content, cancellationToken: cancellationToken);
            return ((double)version!["heap_bytes"]!, (double)version["heap_committed_bytes"]!);
        }

        throw new InvalidOperationException("the support bundle has no service/version.json");
    }
}
