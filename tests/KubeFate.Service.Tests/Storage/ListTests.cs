using KubeFate.Client.Clusters;
using KubeFate.Client.Jobs;
using KubeFate.Service.Jobs;
using KubeFate.Service.Jobs.Records;
using KubeFate.Service.Storage;
using KubeFate.Service.Tests.Storage.Servers;
using LinqToDB;
using Microsoft.Extensions.Time.Testing;

namespace KubeFate.Service.Tests.Storage;

/// <summary>Lists are cut, ordered and filtered in the database, on every database alike.</summary>
public abstract class ListTests(DatabaseServers servers, DatabaseType type) : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
    private Database _database = new(new DatabaseOptions());

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var options = await servers.CreateDatabaseAsync(type, Cancel);
        _database = new Database(options);
        await Schemas.Of(_database, options).EnsureAsync(Cancel);
    }

    public ValueTask DisposeAsync()
    {
        _database.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_part_of_the_clusters_comes_with_how_many_there_are()
    {
        var clusters = await AddClustersAsync();

        var part = await clusters.ListAsync(new ClusterQuery { Limit = 2, Offset = 1, Sort = "-name" }, Cancel);
        var rest = await clusters.ListAsync(new ClusterQuery { Offset = 3 }, Cancel);
        var beyond = await clusters.ListAsync(new ClusterQuery { Limit = 5, Offset = 50 }, Cancel);
        var whole = await clusters.ListAsync(new ClusterQuery(), Cancel);

        Assert.Equal(("d c", 5), (Names(part.Items), part.Total));
        Assert.Equal(("b d", 5), (Names(rest.Items), rest.Total));
        Assert.Equal(("", 5), (Names(beyond.Items), beyond.Total));
        Assert.Equal(("c a e b d", null), (Names(whole.Items), whole.Total));
    }

    [Fact]
    public async Task Pages_do_not_overlap_where_the_field_is_the_same()
    {
        var clusters = await AddClustersAsync();
        var pages = new List<ClusterRecord>();
        for (var offset = 0; offset < 5; offset += 2)
            pages.AddRange((await clusters.ListAsync(new ClusterQuery { Limit = 2, Offset = offset, Sort = "-namespace" }, Cancel)).Items);

        Assert.Equal("c a e b d", Names(pages));
    }

    [Theory]
    [InlineData(null, null, null, true, "c a e b d gone")]
    [InlineData("a", null, null, false, "a")]
    [InlineData(null, "Running", null, false, "c e d")]
    [InlineData(null, "Running", "other", false, "")]
    [InlineData(null, "Deleted", null, true, "gone")]
    [InlineData("x'; --", null, null, true, "")]
    public async Task Clusters_are_filtered(string? name, string? status, string? chart, bool all, string expected)
    {
        var clusters = await AddClustersAsync();
        var found = await clusters.ListAsync(new ClusterQuery { Name = name, Status = status, ChartName = chart, All = all, Limit = 10 }, Cancel);

        Assert.Equal(expected, Names(found.Items));
        Assert.Equal(found.Items.Count, found.Total);
    }

    [Fact]
    public async Task Every_field_to_sort_by_is_a_column()
    {
        var clusters = await AddClustersAsync();
        foreach (var field in ClusterStore.Sorts.Names)
            Assert.Equal(5, (await clusters.ListAsync(new ClusterQuery { Sort = "-" + field }, Cancel)).Items.Count);
        foreach (var field in JobList.Sorts.Names)
            Assert.Empty((await new JobList(_database).ListAsync(new JobQuery { Sort = field }, Cancel)).Items);
    }

    [Fact]
    public async Task Jobs_are_filtered_and_cut_and_bring_only_their_own_modules()
    {
        await AddJobsAsync();
        var list = new JobList(_database);

        var part = await list.ListAsync(new JobQuery { Status = "Running", Limit = 2, Sort = "-start_time" }, Cancel);
        var modules = await list.ListSubJobsAsync(part.Items, Cancel);
        var deletes = await list.ListAsync(new JobQuery { Method = JobMethod.ClusterDelete, ClusterId = "cluster-2" }, Cancel);
        var of = await list.ListAsync(new JobQuery { Creator = "bob" }, Cancel);

        Assert.Equal(("job-5 job-4", 4), (Jobs(part.Items), part.Total));
        Assert.Equal(part.Items.Select(job => job.Id).Order(), modules.Select(group => group.Key).Order());
        Assert.Equal("job-2", Jobs(deletes.Items));
        Assert.Equal("job-3", Jobs(of.Items));
        Assert.Equal(5, (await list.ListSubJobsAsync((await list.ListAsync(new JobQuery(), Cancel)).Items, Cancel)).Count);
    }

    private async Task<ClusterStore> AddClustersAsync()
    {
        var clusters = Records.Clusters(_database, _time);
        foreach (var (name, status) in new[] { ("c", "Running"), ("a", "Failed"), ("e", "Running"), ("b", "Pending"), ("d", "Running"), ("gone", "Running") })
            await _database.WriteAsync((db, cancel) => clusters.AddAsync(db, Records.Cluster(name) with { Status = status }, cancel), Cancel);
        var gone = (await clusters.FindAsync("gone", "fate-9999", Cancel))!;
        await _database.WriteAsync((db, cancel) => clusters.DeleteAsync(db, gone.Uuid, cancel), Cancel);
        return clusters;
    }

    private async Task AddJobsAsync()
    {
        for (var i = 1; i <= 5; i++)
        {
            var now = _time.GetUtcNow().AddMinutes(i);
            var job = new JobRecord
            {
                Uuid = $"job-{i}",
                Method = i == 2 ? JobMethod.ClusterDelete : JobMethod.ClusterInstall,
                ClusterUuid = $"cluster-{i}",
                Creator = i == 3 ? "bob" : "admin",
                Status = i == 1 ? Service.Jobs.JobStatus.Success : Service.Jobs.JobStatus.Running,
                TimeLimit = TimeSpan.FromHours(1),
                CreatedAt = now,
                UpdatedAt = now,
            };
            await _database.WriteAsync(async (db, cancel) =>
            {
                var added = await JobStore.AddAsync(db, job, cancel);
                await db.InsertAsync(new SubJobRecord { JobId = added.Id, Module = "web", Status = added.Status, Condition = "Available", StartedAt = now }, token: cancel);
            }, Cancel);
        }
    }

    private static string Names(IEnumerable<ClusterRecord> clusters) => string.Join(' ', clusters.Select(c => c.Name));

    private static string Jobs(IEnumerable<JobRecord> jobs) => string.Join(' ', jobs.Select(j => j.Uuid));
}

public sealed class SqliteListTests(DatabaseServers servers) : ListTests(servers, DatabaseType.Sqlite);

public sealed class MySqlListTests(DatabaseServers servers) : ListTests(servers, DatabaseType.MySql);

public sealed class PostgresListTests(DatabaseServers servers) : ListTests(servers, DatabaseType.Postgres);
