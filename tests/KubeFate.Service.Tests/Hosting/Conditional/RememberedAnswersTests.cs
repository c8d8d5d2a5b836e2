using System.IO.Compression;
using System.Net;
using KubeFate.Service.Jobs;
using KubeFate.Service.Storage;
using KubeFate.Service.Tests.Charts;
using Microsoft.Extensions.DependencyInjection;

namespace KubeFate.Service.Tests.Hosting.Conditional;

/// <summary>Answers from memory: that they come from there, and that they are never older than the last write of anybody.</summary>
public sealed class RememberedAnswersTests : IAsyncLifetime
{
    private TwoReplicas replicas = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => replicas = await TwoReplicas.StartAsync();

    public ValueTask DisposeAsync() => replicas.DisposeAsync();

    [Fact]
    public async Task A_GET_under_which_nothing_was_written_reads_nothing_and_what_was_changed_by_hand_shows_after_ten_seconds()
    {
        await SimulatedKubernetes.AddClusterAsync(replicas.One, "one", "peer-a");
        var before = await TwoReplicas.KeepAsync(replicas.One, "v1/cluster/");
        await ChangeByHandAsync("UPDATE clusters SET chart_name = 'by-hand'");

        Assert.Equal(before, (await GetAsync(replicas.One, "v1/cluster/")).Text);
        Assert.Contains("by-hand", (await GetAsync(replicas.One, "v1/cluster/?name=one")).Text, StringComparison.Ordinal);
        replicas.Time.Advance(TimeSpan.FromSeconds(11));
        Assert.Contains("by-hand", (await GetAsync(replicas.One, "v1/cluster/")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_writes_a_cluster_at_one_replica_reads_it_at_both()
    {
        var (database, clusters) = (Get<Database>(), Get<ClusterStore>());
        var uuid = await WrittenAsync("v1/cluster/", () => SimulatedKubernetes.AddClusterAsync(replicas.One, "one", "peer-a"));
        await WrittenAsync("v1/cluster/", () => database.WriteAsync((db, cancel) => clusters.SetStatusAsync(db, uuid, "Failed", cancel), Cancel));
        await WrittenAsync("v1/cluster/", () => database.WriteAsync((db, cancel) => clusters.SetRunningAsync(db, uuid, cancel), Cancel));
        await WrittenAsync("v1/cluster/", () => database.WriteAsync((db, cancel) => clusters.SetRevisionAsync(db, uuid, "Updating", 7, 8, cancel), Cancel));
        await WrittenAsync("v1/cluster/", () => database.WriteAsync((db, cancel) => clusters.DeleteAsync(db, uuid, cancel), Cancel));
    }

    [Fact]
    public async Task Who_writes_a_job_at_one_replica_reads_it_at_both()
    {
        var queue = Get<JobQueue>();
        var job = await WrittenAsync("v1/job/", () => queue.AddAsync(
            new NewJob { Method = "NotOurs", ClusterUuid = Guid.NewGuid().ToString(), Creator = "admin", TimeLimit = JobOptions.DefaultTimeLimit }, null, Cancel));
        await WrittenAsync($"v1/job/{job.Uuid}", async () =>
        {
            await queue.RequestStopAsync(job.Uuid, Cancel);
            return true;
        });
    }

    [Fact]
    public async Task Who_uploads_or_deletes_a_chart_at_one_replica_reads_it_at_both()
    {
        await GetAsync(replicas.One, "v1/chart/");
        var uuid = await WrittenAsync("v1/chart/", () => replicas.One.MustUploadAsync(DemoChart.Pack()));
        await TwoReplicas.KeepAsync(replicas.Other, $"v1/chart/{uuid}");
        await WrittenAsync("v1/chart/", () => replicas.One.SendAsync(HttpMethod.Delete, $"v1/chart/{uuid}"));
        Assert.NotEqual(200, (await GetAsync(replicas.Other, $"v1/chart/{uuid}")).Status);
    }

    [Fact]
    public async Task An_answer_from_memory_is_what_the_long_way_sends()
    {
        await SimulatedKubernetes.AddClusterAsync(replicas.One, "one", "peer-a");
        using var made = await TwoReplicas.GetAsync(replicas.One, "v1/cluster/");
        using var kept = await TwoReplicas.GetAsync(replicas.One, "v1/cluster/");
        using var compressed = await TwoReplicas.GetAsync(replicas.One, "v1/cluster/", null, ("Accept-Encoding", "gzip;q=0.8, identity;q=0.5"));
        using var plain = await TwoReplicas.GetAsync(replicas.One, "v1/cluster/", null, ("Accept-Encoding", "gzip;q=0"));
        using var known = await TwoReplicas.GetAsync(replicas.One, "v1/cluster/", null, ("If-None-Match", made.Headers.ETag!.ToString()));

        var body = await made.Content.ReadAsStringAsync(Cancel);
        Assert.Equal(Headers(made), Headers(kept));
        Assert.Equal(body, await kept.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(["gzip"], compressed.Content.Headers.ContentEncoding);
        Assert.Equal("Accept-Encoding", compressed.Headers.Vary.ToString());
        await using var unpacked = new GZipStream(await compressed.Content.ReadAsStreamAsync(Cancel), CompressionMode.Decompress);
        Assert.Equal(body, await new StreamReader(unpacked).ReadToEndAsync(Cancel));
        Assert.Empty(plain.Content.Headers.ContentEncoding);
        Assert.Equal((HttpStatusCode.NotModified, made.Headers.ETag), (known.StatusCode, known.Headers.ETag));
        Assert.Empty(await known.Content.ReadAsByteArrayAsync(Cancel));
    }

    private static string[] Headers(HttpResponseMessage answer) =>
        [.. answer.Headers.Concat(answer.Content.Headers)
            .Where(header => header.Key is not ("Transfer-Encoding" or "Content-Length" or "Date" or "Vary"))
            .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}").Order(StringComparer.Ordinal)];

    // Kept by both replicas, written at one, read at both.
    private async Task<T> WrittenAsync<T>(string path, Func<Task<T>> write)
    {
        var before = await TwoReplicas.KeepAsync(replicas.One, path);
        Assert.Equal(before, await TwoReplicas.KeepAsync(replicas.Other, path));
        replicas.Time.Advance(TimeSpan.FromMilliseconds(1));
        var written = await write();
        var after = (await GetAsync(replicas.Other, path)).Text;
        Assert.NotEqual(before, after);
        Assert.Equal(after, (await GetAsync(replicas.One, path)).Text);
        return written;
    }

    private T Get<T>() where T : notnull => replicas.One.Services.GetRequiredService<T>();

    private static Task<Answer> GetAsync(RunningService service, string path) => service.SendAsync(HttpMethod.Get, path);

    private async Task ChangeByHandAsync(string sql)
    {
        await using var connection = await Get<Database>().Dialect.OpenAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.True(await command.ExecuteNonQueryAsync(Cancel) > 0);
    }
}
