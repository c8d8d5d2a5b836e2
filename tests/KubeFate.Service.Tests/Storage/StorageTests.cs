using KubeFate.Client.Clusters;
using KubeFate.Service.Storage;
using KubeFate.Service.Tests.Storage.Servers;
using Microsoft.Extensions.Time.Testing;

namespace KubeFate.Service.Tests.Storage;

/// <summary>What the storage promises, on every database alike.</summary>
public abstract class StorageTests(DatabaseServers servers, DatabaseType type) : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero).AddTicks(1234567));
    private DatabaseOptions _options = new();
    private Database _database = new(new DatabaseOptions());

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _options = await servers.CreateDatabaseAsync(type, Cancel);
        _database = new Database(_options);
        await Schemas.Of(_database, _options).EnsureAsync(Cancel);
    }

    public ValueTask DisposeAsync()
    {
        _database.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task What_was_written_comes_back_as_it_was()
    {
        var clusters = Records.Clusters(_database, _time);
        var made = await AddAsync(clusters, "party-9999") with { };

        var found = await clusters.FindAsync("party-9999", "fate-9999", Cancel);

        Assert.Equal(made, found);
        Assert.True(made.Id > 0);
        Assert.Equal(_time.GetUtcNow(), found!.CreatedAt);
        Assert.Equal(TimeSpan.Zero, found.CreatedAt.Offset);
        Assert.Equal("{\"name\":\"日本 \\u00e9 '; --\"}", found.Values);
    }

    [Fact]
    public async Task A_cluster_name_is_taken_once_in_a_namespace_and_free_again_after_a_delete()
    {
        var clusters = Records.Clusters(_database, _time);
        var first = await AddAsync(clusters, "party");
        var taken = await Assert.ThrowsAsync<StorageException>(() => AddAsync(clusters, "party"));
        Assert.Equal(StorageFailure.Duplicate, taken.Code);
        await AddAsync(clusters, "Party");

        Assert.True(await _database.WriteAsync((db, cancel) => clusters.DeleteAsync(db, first.Uuid, cancel), Cancel));
        Assert.False(await _database.WriteAsync((db, cancel) => clusters.DeleteAsync(db, first.Uuid, cancel), Cancel));
        var second = await AddAsync(clusters, "party");

        Assert.Equal(second.Uuid, (await clusters.FindAsync("party", "fate-9999", Cancel))!.Uuid);
        Assert.Equal(["Party", "party"], (await clusters.ListAsync(new ClusterQuery(), Cancel)).Items.Select(c => c.Name));
        Assert.Equal(3, (await clusters.ListAsync(new ClusterQuery { All = true }, Cancel)).Items.Count);
        Assert.Equal(ClusterStatus.Deleted, (await clusters.FindAsync(first.Uuid, Cancel))!.Status);
    }

    [Fact]
    public async Task Of_many_installs_of_one_name_at_once_one_gets_it()
    {
        var clusters = Records.Clusters(_database, _time);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            try
            {
                await AddAsync(clusters, "party");
                return "made";
            }
            catch (StorageException e)
            {
                return e.Code.ToString();
            }
        })));

        Assert.Equal(["Duplicate", "Duplicate", "Duplicate", "Duplicate", "Duplicate", "Duplicate", "Duplicate", "made"], outcomes.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_transaction_that_throws_leaves_nothing()
    {
        var clusters = Records.Clusters(_database, _time);
        await Assert.ThrowsAsync<InvalidOperationException>(() => _database.WriteAsync(async (db, cancel) =>
        {
            await clusters.AddAsync(db, Records.Cluster("party"), cancel);
            throw new InvalidOperationException("after the insert");
        }, Cancel));

        Assert.Empty((await clusters.ListAsync(new ClusterQuery { All = true }, Cancel)).Items);
    }

    [Fact]
    public async Task Updates_tell_whether_they_met_their_row_even_when_nothing_changes()
    {
        var clusters = Records.Clusters(_database, _time);
        var cluster = await AddAsync(clusters, "party");

        for (var i = 0; i < 2; i++)
            Assert.True(await _database.WriteAsync((db, cancel) => clusters.SetStatusAsync(db, cluster.Uuid, ClusterStatus.Running, cancel), Cancel));
        Assert.False(await _database.WriteAsync((db, cancel) => clusters.SetStatusAsync(db, "none", ClusterStatus.Running, cancel), Cancel));
    }

    [Fact]
    public async Task Replicas_that_make_one_setting_at_once_all_get_the_same()
    {
        var values = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() =>
            new SettingStore(_database, _time).GetOrCreateAsync("signing-key", () => $"key {i}", Cancel))));

        Assert.Single(values.Distinct());
        Assert.Equal(values[0], await new SettingStore(_database, _time).FindAsync("signing-key", Cancel));
        Assert.Null(await new SettingStore(_database, _time).FindAsync("other", Cancel));
    }

    [Fact]
    public async Task Users_are_told_apart_by_case_and_never_doubled()
    {
        var users = new UserStore(_database, _time);
        var admin = await users.AddAsync(Records.User("admin"), Cancel);
        await users.AddAsync(Records.User("Admin"), Cancel);
        var taken = await Assert.ThrowsAsync<StorageException>(() => users.AddAsync(Records.User("admin"), Cancel));

        Assert.Equal(StorageFailure.Duplicate, taken.Code);
        Assert.Equal(admin, await users.FindAsync("admin", Cancel));
        Assert.True(await users.SetPasswordHashAsync("admin", "new", Cancel));
        Assert.Equal("new", (await users.FindAsync("admin", Cancel))!.PasswordHash);
        Assert.Equal(["admin", "Admin"], (await users.ListAsync(Cancel)).Select(u => u.Username));
    }

    [Fact]
    public async Task Transactions_that_wait_for_each_other_are_both_done()
    {
        var clusters = Records.Clusters(_database, _time);
        var (a, b) = ((await AddAsync(clusters, "a")).Uuid, (await AddAsync(clusters, "b")).Uuid);
        using var bothHoldOne = new Barrier(2);

        await Task.WhenAll(Task.Run(() => UpdateAsync(a, b, "Running")), Task.Run(() => UpdateAsync(b, a, "Failed")));

        var statuses = (await clusters.ListAsync(new ClusterQuery { All = true }, Cancel)).Items.Select(c => c.Status).Distinct();
        Assert.Single(statuses);

        Task UpdateAsync(string first, string second, string status) => _database.WriteAsync(async (db, cancel) =>
        {
            await clusters.SetStatusAsync(db, first, status, cancel);
            // On SQLite the second transaction has not begun: nobody comes, and that is the point of one writer at a time.
            bothHoldOne.SignalAndWait(TimeSpan.FromMilliseconds(200), cancel);
            await clusters.SetStatusAsync(db, second, status, cancel);
        }, Cancel);
    }

    [Fact]
    public async Task Services_that_start_at_once_migrate_once()
    {
        var fresh = await servers.CreateDatabaseAsync(type, Cancel);
        var databases = Enumerable.Range(0, 4).Select(_ => new Database(fresh)).ToList();

        await Task.WhenAll(databases.Select(d => Task.Run(() => Schemas.Of(d, fresh).EnsureAsync(Cancel))));

        Assert.Empty((await Records.Clusters(databases[0], _time).ListAsync(new ClusterQuery { All = true }, Cancel)).Items);
        databases.ForEach(d => d.Dispose());
    }

    [Fact]
    public async Task A_database_of_a_newer_release_is_refused()
    {
        await using (var connection = await _database.Dialect.OpenAsync(Cancel))
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = "INSERT INTO schema_version (version) VALUES (999)";
            await command.ExecuteNonQueryAsync(Cancel);
        }

        var refused = await Assert.ThrowsAsync<StorageException>(() => Schemas.Of(_database, _options).EnsureAsync(Cancel));

        Assert.Equal(StorageFailure.TooNew, refused.Code);
        Assert.Contains("999", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_migration_that_was_cut_off_is_finished_by_the_next_start()
    {
        var fresh = await servers.CreateDatabaseAsync(type, Cancel);
        using var database = new Database(fresh);
        await Schemas.Of(database, fresh).EnsureAsync(Cancel);
        await using (var connection = await database.Dialect.OpenAsync(Cancel))
        await using (var command = connection.CreateCommand())
        {
            // As MySQL leaves it, which commits every table by itself: some are there, and the version is not.
            command.CommandText = "DROP TABLE sub_jobs; DROP TABLE job_events; DELETE FROM schema_version";
            await command.ExecuteNonQueryAsync(Cancel);
        }

        await Schemas.Of(database, fresh).EnsureAsync(Cancel);
        await Schemas.Of(database, fresh).EnsureAsync(Cancel);
    }

    private Task<ClusterRecord> AddAsync(ClusterStore clusters, string name) =>
        _database.WriteAsync((db, cancel) => clusters.AddAsync(db, Records.Cluster(name), cancel), Cancel);
}

public sealed class SqliteStorageTests(DatabaseServers servers) : StorageTests(servers, DatabaseType.Sqlite);

public sealed class MySqlStorageTests(DatabaseServers servers) : StorageTests(servers, DatabaseType.MySql);

public sealed class PostgresStorageTests(DatabaseServers servers) : StorageTests(servers, DatabaseType.Postgres);
