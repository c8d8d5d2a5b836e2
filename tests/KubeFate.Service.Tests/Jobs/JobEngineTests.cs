using KubeFate.Service.Jobs;
using KubeFate.Service.Storage;
using KubeFate.Testing;

namespace KubeFate.Service.Tests.Jobs;

public sealed class JobEngineTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private DatabaseOptions Database => new() { DataFolder = _folder.Path };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_job_runs_through_its_steps_and_tells_so()
    {
        var handler = new FakeHandler(async (job, cancel) =>
        {
            var revision = await job.RunStepAsync("install-release", _ => Task.FromResult(3), new() { State = r => $"helm install Success {r}" }, cancel);
            await job.ReportModulesAsync([new() { Module = "python", Condition = "Available" }], 1, cancel);
            return $"job run Success {revision}";
        });
        await using var replica = await Replica.StartAsync(Database, TimeProvider.System, handler);

        var job = await replica.AddAsync();
        var events = await replica.FollowAsync(job);

        var ended = await replica.ReadAsync(job);
        Assert.Equal(JobStatus.Success, ended.Status);
        Assert.Equal(["helm install Success 3", "checkout Cluster status [1]", "job run Success 3"], ended.StateLines);
        Assert.Equal(
            ["1 status Pending", "2 status Running", "3 step started", "4 step finished", "5 module Available", "6 end Success"],
            events.Select(e => $"{e.Number} {e.Type} {e.Status}"));
    }
}
