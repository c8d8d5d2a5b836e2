using KubeFate.Client.Charts;
using KubeFate.Service.Charts;
using KubeFate.Service.Storage;
using KubeFate.Service.Tests.Storage;
using KubeFate.Service.Tests.Storage.Servers;
using Microsoft.Extensions.Time.Testing;

namespace KubeFate.Service.Tests.Charts;

/// <summary>What the catalogue promises, on every database alike.</summary>
public abstract class ChartStoreTests(DatabaseServers servers, DatabaseType type) : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
    private Database _database = new(new DatabaseOptions());

    private ChartStore Store => new(_database, _time);

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
    public async Task The_largest_archive_comes_back_byte_for_byte()
    {
        var archive = new byte[Helm.ChartArchive.SizeLimit];
        new Random(7).NextBytes(archive);

        var chart = await Store.PutAsync(Chart(archive), Cancel);

        Assert.Equal(archive, await Store.FindArchiveAsync(chart.Digest, Cancel));
        Assert.Equal((chart.Uuid, chart.Digest, _time.GetUtcNow()), (await Store.FindAsync("demo", "v0.1.0", Cancel)) is { } found ? (found.Uuid, found.Digest, found.CreatedAt) : default);
        Assert.Null(await Store.FindAsync("Demo", "v0.1.0", Cancel));
        Assert.Null(await Store.FindArchiveAsync("sha256:00", Cancel));
    }

    [Fact]
    public async Task Of_many_puts_at_once_one_stays_and_all_succeed()
    {
        var put = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => Store.PutAsync(Chart([(byte)i]), Cancel))));
        var added = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => Store.AddAsync(Chart([(byte)(10 + i)]) with { Version = "v0.2.0" }, Cancel))));

        var (charts, _) = await Store.ListAsync(new ChartQuery(), Cancel);
        Assert.Equal(["v0.1.0", "v0.2.0"], charts.Select(chart => chart.Version));
        Assert.Contains(charts[0].Uuid, put.Select(chart => chart.Uuid));
        Assert.Equal(6, put.Select(chart => chart.Uuid).Distinct(StringComparer.Ordinal).Count());
        Assert.All(added, chart => Assert.Equal(charts[1].Uuid, chart.Uuid));
    }

    [Fact]
    public async Task The_archive_of_a_replaced_chart_outlives_it_by_a_day()
    {
        var old = await Store.PutAsync(Chart([1]), Cancel);
        var current = await Store.PutAsync(Chart([2]), Cancel);
        Assert.Equal([1], await Store.FindArchiveAsync(old.Digest, Cancel));
        Assert.NotNull((await Store.FindAsync(old.Uuid, Cancel))!.DeletedAt);
        Assert.True(await Store.WasEverAsync("demo", "v0.1.0", Cancel));

        _time.Advance(ChartStore.Kept + TimeSpan.FromSeconds(1));
        var other = await Store.PutAsync(Chart([3]) with { Version = "v0.3.0" }, Cancel);
        await _database.WriteAsync((db, cancel) => Store.DeleteAsync(db, other.Uuid, cancel), Cancel);

        Assert.Null(await Store.FindArchiveAsync(old.Digest, Cancel));
        Assert.Equal([2], await Store.FindArchiveAsync(current.Digest, Cancel));
        Assert.Equal([3], await Store.FindArchiveAsync(other.Digest, Cancel));
    }

    private static StoredChart Chart(byte[] archive) => new()
    {
        Uuid = "",
        Name = "demo",
        Version = "v0.1.0",
        AppVersion = "",
        Source = ChartSource.Uploaded,
        Digest = ChartDraft.Digest(archive),
        Archive = archive,
    };
}

public sealed class SqliteChartStoreTests(DatabaseServers servers) : ChartStoreTests(servers, DatabaseType.Sqlite);

public sealed class MySqlChartStoreTests(DatabaseServers servers) : ChartStoreTests(servers, DatabaseType.MySql);

public sealed class PostgresChartStoreTests(DatabaseServers servers) : ChartStoreTests(servers, DatabaseType.Postgres);
