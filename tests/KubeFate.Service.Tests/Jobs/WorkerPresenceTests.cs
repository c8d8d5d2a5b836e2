using KubeFate.Service.Jobs.Work;
using KubeFate.Service.Storage;
using KubeFate.Testing;

namespace KubeFate.Service.Tests.Jobs;

public sealed class WorkerPresenceTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private DatabaseOptions Sqlite => new() { DataFolder = _folder.Path };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void On_sqlite_a_worker_is_known_to_live_until_its_process_lets_go()
    {
        using var mine = new WorkerPresence(Sqlite);
        var other = new WorkerPresence(Sqlite);

        Assert.False(mine.IsDead(other.Owner));
        Assert.False(mine.IsDead(mine.Owner));
        other.Dispose();
        Assert.True(mine.IsDead(other.Owner));
    }

    [Fact]
    public void A_worker_that_was_killed_is_dead_and_its_file_is_tidied_away()
    {
        var file = _folder.Write("workers/host-1-killed.lock", "");
        using var mine = new WorkerPresence(Sqlite);

        Assert.True(mine.IsDead("host-1-killed"));
        Assert.False(File.Exists(file));
        using var next = new WorkerPresence(Sqlite);
        Assert.False(next.IsDead(mine.Owner));
    }

    [Fact]
    public void On_a_database_server_nobody_can_tell()
    {
        using var mine = new WorkerPresence(new DatabaseOptions { Type = DatabaseType.Postgres });
        Assert.False(mine.IsDead("anybody"));
    }
}
