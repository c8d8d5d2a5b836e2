using KubeFate.Service.Storage;
using KubeFate.Service.Storage.Changes;
using KubeFate.Service.Tests.Storage.Servers;
using Microsoft.Extensions.Time.Testing;

namespace KubeFate.Service.Tests.Storage.Changes;

/// <summary>What the stamps promise, on every database alike, with two replicas on it.</summary>
public abstract class ChangeFeedTests(DatabaseServers servers, DatabaseType type) : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new();
    private Database _here = new(new DatabaseOptions());
    private Database _there = new(new DatabaseOptions());

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var options = await servers.CreateDatabaseAsync(type, Cancel);
        (_here, _there) = (new Database(options), new Database(options));
        await Schemas.Of(_here, options).EnsureAsync(Cancel);
    }

    public ValueTask DisposeAsync()
    {
        _here.Dispose();
        _there.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_commit_moves_the_stamp_of_its_area_on_for_both_replicas_and_no_other()
    {
        var (here, there) = (await _here.Changes.ReadAsync(Cancel), await _there.Changes.ReadAsync(Cancel));
        Assert.Equal(here, there);
        Assert.True(here.AgreesWith(there, DataAreas.All));

        await new UserStore(_there, _time).AddAsync(Records.User("ann"), Cancel);

        foreach (var (before, after) in new[] { (here, await _here.Changes.ReadAsync(Cancel)), (there, await _there.Changes.ReadAsync(Cancel)) })
        {
            Assert.False(before.AgreesWith(after, DataAreas.Users));
            Assert.True(before.AgreesWith(after, DataAreas.All & ~DataAreas.Users));
        }
    }

    [Fact]
    public async Task A_transaction_that_fails_moves_nothing()
    {
        var before = await _here.Changes.ReadAsync(Cancel);
        await Assert.ThrowsAsync<ArithmeticException>(() => _here.WriteAsync(async (db, cancel) =>
        {
            await Records.Clusters(_here, _time).AddAsync(db, Records.Cluster("one"), cancel);
            throw new ArithmeticException();
        }, Cancel));
        Assert.Equal(before, await _there.Changes.ReadAsync(Cancel));
    }

    [Fact]
    public async Task A_look_sees_what_was_committed_before_it_however_many_look_at_once()
    {
        var users = new UserStore(_here, _time);
        var began = (await _there.Changes.ReadAsync(Cancel)).Users;
        for (var i = 1; i <= 20; i++)
        {
            var before = Look();
            await users.AddAsync(Records.User($"user-{i}"), Cancel);
            var after = Look();
            Assert.All(await Task.WhenAll(before), stamps => Assert.InRange(stamps.Users, began + i - 1, began + i));
            Assert.All(await Task.WhenAll(after), stamps => Assert.Equal(began + i, stamps.Users));
        }

        List<Task<ChangeStamps>> Look() => [.. Enumerable.Range(0, 8).Select(_ => _there.Changes.ReadAsync(Cancel).AsTask())];
    }

    [Fact]
    public async Task A_write_outside_a_transaction_is_refused()
    {
        await new UserStore(_here, _time).AddAsync(Records.User("ann"), Cancel);
        await Assert.ThrowsAsync<InvalidOperationException>(() => _here.ReadAsync((db, cancel) =>
            LinqToDB.LinqExtensions.DeleteAsync(db.Users, cancel), Cancel));
    }

    [Fact]
    public async Task Who_waits_is_told_at_once_of_what_this_replica_writes_and_within_a_second_of_another()
    {
        var feed = new ChangeFeed(_here, _time);
        var seen = await feed.ReadAsync(Cancel);

        var waiting = feed.WaitAsync(DataAreas.Users, seen, Cancel);
        await _here.WriteAsync((db, cancel) => Records.Clusters(_here, _time).AddAsync(db, Records.Cluster("one"), cancel), Cancel);
        await new UserStore(_here, _time).AddAsync(Records.User("ann"), Cancel);
        seen = await waiting;

        waiting = feed.WaitAsync(DataAreas.Users, seen, Cancel);
        await new UserStore(_there, _time).AddAsync(Records.User("bob"), Cancel);
        while (!waiting.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(waiting, Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Cancel));
        }

        Assert.False(seen.AgreesWith(await waiting, DataAreas.Users));
    }
}

public sealed class SqliteChangeFeedTests(DatabaseServers servers) : ChangeFeedTests(servers, DatabaseType.Sqlite);

public sealed class MySqlChangeFeedTests(DatabaseServers servers) : ChangeFeedTests(servers, DatabaseType.MySql);

public sealed class PostgresChangeFeedTests(DatabaseServers servers) : ChangeFeedTests(servers, DatabaseType.Postgres);
