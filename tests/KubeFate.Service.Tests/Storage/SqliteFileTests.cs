using KubeFate.Client.Clusters;
using KubeFate.Service.Jobs;
using KubeFate.Service.Storage;
using KubeFate.Service.Tests.Jobs;
using KubeFate.Testing;
using LinqToDB.Data;
using Microsoft.Data.Sqlite;

namespace KubeFate.Service.Tests.Storage;

/// <summary>What only the embedded database has: a file, its mode, other programs that open it, a disk that fills.</summary>
public sealed class SqliteFileTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private DatabaseOptions Options => new() { DataFolder = _folder.File("data") };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_files_are_readable_by_their_owner_alone()
    {
        using var database = await OpenAsync();
        await new UserStore(database, TimeProvider.System).AddAsync(Records.User("admin"), Cancel);

        var files = Directory.GetFiles(Options.DataFolder);
        Assert.Contains(files, f => f.EndsWith("-wal", StringComparison.Ordinal));
        Assert.All(files, f => Assert.Equal(OwnerOnly, File.GetUnixFileMode(f)));
        Assert.Equal(OwnerOnly | UnixFileMode.UserExecute, File.GetUnixFileMode(Options.DataFolder));
    }

    [Fact]
    public async Task Every_commit_is_on_the_disk_and_foreign_keys_hold()
    {
        using var database = await OpenAsync();
        await using var connection = await database.Dialect.OpenAsync(Cancel);

        Assert.Equal("wal", await ScalarAsync("PRAGMA journal_mode"));
        Assert.Equal(2L, await ScalarAsync("PRAGMA synchronous")); // full
        Assert.Equal(1L, await ScalarAsync("PRAGMA foreign_keys"));
        Assert.Equal(5000L, await ScalarAsync("PRAGMA busy_timeout"));

        async Task<object?> ScalarAsync(string sql)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            return await command.ExecuteScalarAsync(Cancel);
        }
    }

    [Fact]
    public async Task Writers_of_several_processes_at_once_all_get_their_turn()
    {
        using var one = await OpenAsync();
        using var other = new Database(Options);

        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Task.Run(() =>
            new UserStore(i % 2 == 0 ? one : other, TimeProvider.System).AddAsync(Records.User($"user-{i}"), Cancel))));

        Assert.Equal(60, (await new UserStore(one, TimeProvider.System).ListAsync(Cancel)).Count);
    }

    [Fact]
    public async Task A_job_waits_for_a_program_that_has_locked_the_file()
    {
        var gate = new Gate();
        var handler = new FakeHandler(async (job, cancel) =>
        {
            await job.RunStepAsync("first", c => gate.StandAsync(c), null, cancel);
            return "job run Success";
        });
        using (await OpenAsync())
        {
        }

        await using var replica = await Replica.StartAsync(Options, TimeProvider.System, handler, options: new JobOptions { LeaseLength = TimeSpan.FromMinutes(5) });
        var job = await replica.AddAsync();
        await gate.Reached;

        await using (var lockHolder = new SqliteConnection($"Data Source={Options.SqliteFile};Pooling=false"))
        {
            await lockHolder.OpenAsync(Cancel);
            await using var command = lockHolder.CreateCommand();
            command.CommandText = "BEGIN IMMEDIATE";
            await command.ExecuteNonQueryAsync(Cancel);
            gate.Open();
            var locked = await Assert.ThrowsAsync<StorageException>(() => replica.AddAsync("cluster-2"));
            Assert.Equal((StorageFailure.Locked, true), (locked.Code, locked.IsTransient));
            Assert.Contains("locked by another program", locked.Message, StringComparison.Ordinal);
        }

        await replica.FollowAsync(job);
        Assert.Equal((JobStatus.Success, 1), ((await replica.ReadAsync(job)).Status, (await replica.ReadAsync(job)).Attempt));
    }

    [Fact]
    public async Task A_full_disk_is_told_and_leaves_nothing_half_written()
    {
        using var database = await OpenAsync();
        var clusters = Records.Clusters(database, TimeProvider.System);
        var full = await Assert.ThrowsAsync<StorageException>(() => database.WriteAsync(async (db, cancel) =>
        {
            await clusters.AddAsync(db, Records.Cluster("small"), cancel);
            await db.ExecuteAsync("PRAGMA max_page_count = 1", cancel); // SQLite then answers SQLITE_FULL, as it does when the disk is
            await clusters.AddAsync(db, Records.Cluster("large") with { Values = new string('x', 1_000_000) }, cancel);
        }, Cancel));

        Assert.Equal((StorageFailure.Full, false), (full.Code, full.IsTransient));
        Assert.Contains("disk is full", full.Message, StringComparison.Ordinal);
        Assert.Empty((await clusters.ListAsync(new ClusterQuery { All = true }, Cancel)).Items);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_told()
    {
        _folder.Write("data/kubefate.db", new string('x', 5000));
        using var database = new Database(Options);

        var corrupt = await Assert.ThrowsAsync<StorageException>(() => Schemas.Of(database, Options).EnsureAsync(Cancel));

        Assert.Equal(StorageFailure.Corrupt, corrupt.Code);
        Assert.Contains("kubefate.db", corrupt.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_is_told()
    {
        _folder.Write("file", "");
        using var database = new Database(new DatabaseOptions { DataFolder = _folder.File("file/data") });

        var unreachable = await Assert.ThrowsAsync<StorageException>(() => Schemas.Of(database, Options).EnsureAsync(Cancel));

        Assert.Equal(StorageFailure.Unreachable, unreachable.Code);
    }

    private async Task<Database> OpenAsync()
    {
        var database = new Database(Options);
        await Schemas.Of(database, Options).EnsureAsync(Cancel);
        return database;
    }
}
