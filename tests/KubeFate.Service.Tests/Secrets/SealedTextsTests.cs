using KubeFate.Service.Clusters.Secrets;
using KubeFate.Service.Jobs;
using KubeFate.Service.Jobs.Records;
using KubeFate.Service.Storage;
using KubeFate.Service.Storage.Sealing;
using KubeFate.Service.Tests.Storage;
using KubeFate.Service.Tests.Storage.Servers;
using LinqToDB;
using LinqToDB.Async;
using Microsoft.Extensions.Logging.Abstractions;

namespace KubeFate.Service.Tests.Secrets;

public abstract class SealedTextsTests(DatabaseServers servers, DatabaseType type) : IAsyncLifetime
{
    private const string Spec = """{"name":"p","mysql":{"password":"Planted0Secret"}}""", Masked = """{"name":"p","mysql":{"password":"***"}}""";

    private static readonly SecretKeyOptions First = new() { Key = [.. Enumerable.Repeat((byte)1, 32)] };
    private static readonly SecretKeyOptions Second = new() { Key = [.. Enumerable.Repeat((byte)2, 32)] };

    private Database _database = new(new DatabaseOptions());

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static TimeProvider Time => TimeProvider.System;

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
    public async Task A_spec_is_stored_masked_and_opened_as_it_was()
    {
        var clusters = new ClusterStore(_database, Time, await TextsAsync());
        await _database.WriteAsync((db, cancel) => clusters.AddAsync(db, Records.Cluster("p") with { Values = Spec, Spec = Spec }, cancel), Cancel);

        var found = await clusters.FindAsync("p", "fate-9999", Cancel);

        Assert.Equal((Masked, Masked, null), (found!.Values, found.Spec, found.Opened));
        Assert.Equal(new OpenedSpec(Spec, Spec), (await clusters.OpenAsync(found, Cancel)).Opened);
    }

    [Fact]
    public async Task What_was_moved_to_another_row_or_changed_cannot_be_opened()
    {
        var texts = await TextsAsync();
        await _database.WriteAsync((db, cancel) => texts.SealAsync(db, "cluster/a", Spec, cancel), Cancel);
        await _database.WriteAsync((db, cancel) => db.SealedTexts.Set(s => s.Name, "cluster/b").UpdateAsync(cancel), Cancel);

        var failure = await Assert.ThrowsAsync<StorageException>(() => texts.OpenAsync("cluster/b", Cancel));

        Assert.Equal(StorageFailure.Corrupt, failure.Code);
        Assert.Contains("cluster/b", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_wrapping_key_stops_the_start_and_changes_nothing()
    {
        await Records.Keys(_database, Time, First).LoadAsync(Cancel);
        var before = await KeysAsync();

        var failure = await Assert.ThrowsAsync<StorageException>(() => Records.Keys(_database, Time, Second).LoadAsync(Cancel));

        Assert.Equal(StorageFailure.Key, failure.Code);
        Assert.Contains("FATECLOUD_SECRET_KEY_PREVIOUS", failure.Message, StringComparison.Ordinal);
        Assert.Equal(before, await KeysAsync());
        await Records.Keys(_database, Time, First).LoadAsync(Cancel);
    }

    [Fact]
    public async Task A_new_wrapping_key_takes_over_while_the_old_one_is_told()
    {
        await SealAsync(await TextsAsync(First));

        await Records.Keys(_database, Time, Second with { Previous = First.Key }).LoadAsync(Cancel);

        Assert.Equal(Spec, await (await TextsAsync(Second)).OpenAsync("cluster/a", Cancel));
        await Assert.ThrowsAsync<StorageException>(() => Records.Keys(_database, Time, First).LoadAsync(Cancel));
    }

    [Fact]
    public async Task A_new_data_key_seals_all_anew_and_replicas_that_run_read_on()
    {
        var (running, keys) = (await TextsAsync(), Records.Keys(_database, Time));
        await SealAsync(running);
        await _database.WriteAsync((db, cancel) => running.SealAsync(db, "cluster/b", Masked, cancel), Cancel);

        Assert.Equal(2, await new SecretRotation(keys, new SealedTexts(_database, keys)).RunAsync(Cancel));

        Assert.Equal((Spec, Masked), (await running.OpenAsync("cluster/a", Cancel), await running.OpenAsync("cluster/b", Cancel)));
        Assert.Equal([2, 2], await _database.ReadAsync((db, cancel) => db.SealedTexts.Select(s => s.DataKey).ToListAsync(cancel), Cancel));
        Assert.Equal(0, await new SealedTexts(_database, keys).RenewAsync(Cancel));
    }

    [Fact]
    public async Task Replicas_that_start_at_once_have_one_key()
    {
        var replicas = Enumerable.Range(0, 4).Select(_ => Records.Keys(_database, Time)).ToList();
        await Task.WhenAll(replicas.Select(keys => Task.Run(() => keys.LoadAsync(Cancel))));
        Assert.Single(replicas.Select(keys => Convert.ToHexString(keys.Current.Bytes)).Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Rows_in_clear_are_sealed_by_the_next_start_with_what_their_jobs_said_of_them()
    {
        await FillInClearAsync();
        var texts = await TextsAsync();

        await ClearAsync(texts).EnsureAsync(Cancel);

        await AssertSealedAsync(texts);
    }

    [Fact]
    public async Task Sealing_that_was_cut_off_goes_on_where_it_was()
    {
        await FillInClearAsync();
        var texts = await TextsAsync();
        await ClearAsync(texts).SealAsync(Cancel);
        // As if it had died before the second cluster: that one is in clear, and nothing says that it was done.
        await _database.WriteAsync(async (db, cancel) =>
        {
            await db.Clusters.Where(c => c.Name == "b").Set(c => c.Values, Spec).Set(c => c.Spec, Spec).UpdateAsync(cancel);
            var b = await db.Clusters.FirstAsync(c => c.Name == "b", cancel);
            await SealedTexts.RemoveAsync(db, SealedName.Cluster(b.Uuid), cancel);
        }, Cancel);

        await ClearAsync(texts).EnsureAsync(Cancel);

        await AssertSealedAsync(texts);
    }

    private async Task<SealedTexts> TextsAsync(SecretKeyOptions? key = null)
    {
        var keys = Records.Keys(_database, Time, key);
        await keys.LoadAsync(Cancel);
        return new SealedTexts(_database, keys);
    }

    private Task SealAsync(SealedTexts texts) => _database.WriteAsync((db, cancel) => texts.SealAsync(db, "cluster/a", Spec, cancel), Cancel);

    private ClearTexts ClearAsync(SealedTexts texts) => new(_database, new SettingStore(_database, Time), texts, Time, NullLogger<ClearTexts>.Instance);

    private Task<string?> KeysAsync() => new SettingStore(_database, Time).FindAsync("data-keys", Cancel);

    private Task FillInClearAsync() => _database.WriteAsync(async (db, cancel) =>
    {
        foreach (var name in (string[])["a", "b"]) await db.InsertAsync(Records.Cluster(name) with { Values = Spec, Spec = Spec, LiveKey = name }, token: cancel);
        await db.InsertAsync(Records.Cluster("old") with { Values = "not JSON", Spec = "{}", LiveKey = "old" }, token: cancel);
        var job = await JobStore.AddAsync(db, new JobRecord
        {
            Uuid = "job-1",
            Method = JobMethod.ClusterInstall,
            ClusterUuid = "",
            Creator = "admin",
            Status = JobStatus.Failed,
            TimeLimit = TimeSpan.FromHours(1),
            CreatedAt = default,
            UpdatedAt = default,
            Request = Request(Spec),
            FailureCode = "helm",
            FailureMessage = "cannot take \"Planted0Secret\"",
            FailureDetail = "Planted0Secret",
        }, cancel);
        await JobEventStore.AppendAsync(db, job.Id, [JobEventRecords.Warning(Time.GetUtcNow(), "cannot take Planted0Secret"), JobEventRecords.Warning(Time.GetUtcNow(), "harmless")], cancel);
        await db.InsertAsync(new JobStepRecord { JobId = job.Id, Name = "s", Ordinal = 1, Status = StepStatus.Failed, Attempt = 1, StartedAt = default, Result = "{\"Message\":\"Planted0Secret\"}" }, token: cancel);
        await db.InsertAsync(new SubJobRecord { JobId = job.Id, Module = "m", Status = JobStatus.Failed, Condition = "Unavailable", WaitingFor = "Planted0Secret", StartedAt = default }, token: cancel);
    }, Cancel);

    private static string Request(string spec) =>
        $$"""{"name":"p","namespace":"n","chart_name":"c","chart_version":"v","cover":false,"data":"{{Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(spec))}}","Keep_upgrade_job":false}""";

    private async Task AssertSealedAsync(SealedTexts texts)
    {
        var clusters = new ClusterStore(_database, Time, texts);
        foreach (var cluster in await _database.ReadAsync((db, cancel) => db.Clusters.Where(c => c.Name != "old").ToListAsync(cancel), Cancel))
        {
            Assert.Equal((Masked, Masked), (cluster.Values, cluster.Spec));
            Assert.Equal(new OpenedSpec(Spec, Spec), (await clusters.OpenAsync(cluster, Cancel)).Opened);
        }

        var job = await _database.ReadAsync((db, cancel) => db.GetTable<JobRecord>().SingleAsync(cancel), Cancel);
        Assert.Equal((Request(Masked), "cannot take \"***\"", "***"), (job.Request, job.FailureMessage, job.FailureDetail));
        Assert.Equal(Request(Spec), await clusters.OpenRequestAsync(job.Uuid, job.Request!, Cancel));
        Assert.Equal(["cannot take ***", "harmless"], await _database.ReadAsync((db, cancel) => db.GetTable<JobEventRecord>().OrderBy(e => e.Number).Select(e => e.Message).ToListAsync(cancel), Cancel));
        Assert.Equal("{\"Message\":\"***\"}", await _database.ReadAsync((db, cancel) => db.GetTable<JobStepRecord>().Select(s => s.Result).SingleAsync(cancel), Cancel));
        Assert.Equal("***", await _database.ReadAsync((db, cancel) => db.GetTable<SubJobRecord>().Select(s => s.WaitingFor).SingleAsync(cancel), Cancel));
    }
}

public sealed class SqliteSealedTextsTests(DatabaseServers servers) : SealedTextsTests(servers, DatabaseType.Sqlite);

public sealed class MySqlSealedTextsTests(DatabaseServers servers) : SealedTextsTests(servers, DatabaseType.MySql);

public sealed class PostgresSealedTextsTests(DatabaseServers servers) : SealedTextsTests(servers, DatabaseType.Postgres);
