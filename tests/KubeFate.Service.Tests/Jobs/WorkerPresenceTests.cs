using KubeFate.Helm;
using KubeFate.Service.Jobs.Work;
using KubeFate.Service.Storage;
using KubeFate.Testing;

namespace KubeFate.Service.Tests.Jobs;

public sealed class WorkerPresenceTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private DatabaseOptions Sqlite => new() { DataFolder = _folder.Path };

    private static DatabaseOptions Postgres => new() { Type = DatabaseType.Postgres };

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
    public async Task On_a_database_server_a_worker_is_known_to_be_dead_when_its_process_under_this_kernel_is_gone()
    {
        using var mine = new WorkerPresence(Postgres);
        using var other = new WorkerPresence(Postgres);
        var self = HelmProcesses.Self;
        var gone = (await ToolProcess.RunAsync("/bin/sh", ["-c", "echo $$"], null, null, TestContext.Current.CancellationToken)).MustSucceed().Output.Trim();

        Assert.EndsWith(self, other.Owner);
        Assert.False(mine.IsDead(other.Owner));
        Assert.True(mine.IsDead(other.Owner[..^self.Length] + $"{gone}:1"));
        Assert.True(mine.IsDead(other.Owner + "0"), "the number was given to a later process");
    }

    [Theory]
    [InlineData("anybody")]
    [InlineData("host-1-0f@8c0a4c1e-0000-4000-8000-000000000000/4026531836/root/1:1")]
    public void On_a_database_server_nobody_can_tell_of_workers_elsewhere(string owner)
    {
        using var mine = new WorkerPresence(Postgres);
        Assert.False(mine.IsDead(owner));
    }
}
