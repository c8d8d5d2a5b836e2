using KubeFate.Client.Jobs;
using KubeFate.Service.Jobs;
using KubeFate.Service.Jobs.Records;
using KubeFate.Service.Jobs.Work;
using KubeFate.Service.Storage;
using KubeFate.Service.Tests.Storage.Servers;

namespace KubeFate.Service.Tests.Jobs;

/// <summary>The event stream of a job.</summary>
public abstract class JobEventsTests(DatabaseServers servers, DatabaseType type) : EngineTests(servers, type)
{
    [Fact]
    public async Task A_follower_sees_the_history_and_then_what_happens_up_to_the_end()
    {
        var gate = new Gate();
        var replica = await StartAsync(async (job, cancel) =>
        {
            await job.RunStepAsync("first", _ => Task.CompletedTask, null, cancel);
            await gate.StandAsync(cancel);
            await job.RunStepAsync("second", _ => Task.CompletedTask, null, cancel);
            return "job run Success";
        });
        var job = await replica.AddAsync();
        await gate.Reached;

        var seen = new List<string>();
        await foreach (var e in replica.Get<JobEvents>().FollowAsync(job, 0, Cancel))
        {
            seen.Add($"{e.Number} {e.Step ?? e.Type} {e.Status}");
            // The clock stands: what comes after this came by a signal.
            if (e is { Step: "first", Status: "finished" }) gate.Open();
        }

        Assert.Equal(
            ["1 status Pending", "2 status Running", "3 first started", "4 first finished", "5 second started", "6 second finished", "7 end Success"], seen);
    }

    [Fact]
    public async Task A_follower_resumes_after_the_number_it_knows_also_when_the_job_has_ended()
    {
        var replica = await StartAsync(async (job, cancel) =>
        {
            await job.RunStepAsync("first", _ => Task.CompletedTask, null, cancel);
            return "job run Success";
        });
        var job = await replica.AddAsync();
        var all = await replica.FollowAsync(job);

        Assert.Equal([4L, 5L], (await replica.FollowAsync(job, after: 3)).Select(e => e.Number));
        Assert.Empty(await replica.FollowAsync(job, after: all.Count));
        Assert.Empty(await replica.FollowAsync(job, after: 1000));
    }

    [Fact]
    public async Task A_job_that_another_process_runs_is_followed_by_looking()
    {
        var replica = await StartAsync(new FakeHandler((_, _) => Task.FromResult("job run Success")), options: LongLease);
        var elsewhere = await StartAsync(new FakeHandler((_, _) => Task.FromResult("")), works: false);
        var job = await elsewhere.AddAsync();

        await Replica.AdvanceAsync(Time, elsewhere.FollowAsync(job), TimeSpan.FromSeconds(1));

        Assert.Equal(3, (await replica.FollowAsync(job)).Count);
    }

    [Fact]
    public async Task Events_written_by_several_at_once_have_numbers_without_gaps()
    {
        var replica = await StartAsync(new FakeHandler((_, _) => Task.FromResult("")), works: false);
        var job = await replica.AddAsync();
        var database = replica.Get<Database>();

        await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Task.Run(() => database.WriteAsync(
            (db, cancel) => JobEventStore.AppendAsync(db, job.Id, [JobEventRecords.Warning(Noon, $"{i} a"), JobEventRecords.Warning(Noon, $"{i} b")], cancel), Cancel))));

        var events = await replica.Get<JobEventStore>().ReadAsync(job.Id, 0, 100, Cancel);
        Assert.Equal(Enumerable.Range(1, 21).Select(n => (long)n), events.Select(e => e.Number));
    }

    [Fact]
    public async Task A_flapping_cluster_cannot_flood_a_job()
    {
        var handler = new FakeHandler(async (job, cancel) =>
        {
            for (var i = 1; i <= 2000; i++)
            {
                var ready = i % 7 < 3 || i == 2000;
                await job.ReportModulesAsync([new() { Module = "python", Condition = ready ? "Available" : "Progressing", WaitingFor = ready ? null : "a crash loop" }], i, cancel);
                Time.Advance(TimeSpan.FromMilliseconds(20));
            }

            return "job run Success";
        });
        var replica = await StartAsync(handler, options: LongLease);
        var job = await replica.AddAsync();

        var events = await replica.FollowAsync(job);

        // 2000 changes in 40 s: at most twenty at once, then one each ten seconds, and what was held back at the end.
        Assert.InRange(events.Count(e => e.Type == JobEventType.Module), 1, 30);
        Assert.Equal("Available", events.Last(e => e.Type == JobEventType.Module).Status);
        Assert.Equal(Service.Jobs.JobStatus.Success, Assert.Single(await replica.Get<JobStore>().ListSubJobsAsync(job.Id, Cancel)).Status);
        Assert.Contains("checkout Cluster status [2000]", (await replica.ReadAsync(job)).StateLines);
    }

    [Fact]
    public async Task What_a_module_waits_for_is_told_when_it_changes_and_only_then()
    {
        var replica = await StartAsync(async (job, cancel) =>
        {
            string?[] waits = ["pulling the image", "pulling the image", "starting", null, null];
            for (var i = 0; i < waits.Length; i++)
            {
                await job.ReportModulesAsync([new() { Module = "python", Condition = waits[i] is null ? "Available" : "Progressing", WaitingFor = waits[i] }], i, cancel);
                Time.Advance(ModuleReports.Gap);
            }

            return "job run Success";
        });
        var events = await replica.FollowAsync(await replica.AddAsync());

        Assert.Equal(
            ["python: pulling the image", "python: starting", "python is Available"],
            events.Where(e => e.Type == JobEventType.Module).Select(e => e.Message));
    }
}

public sealed class SqliteJobEventsTests(DatabaseServers servers) : JobEventsTests(servers, DatabaseType.Sqlite);

public sealed class MySqlJobEventsTests(DatabaseServers servers) : JobEventsTests(servers, DatabaseType.MySql);

public sealed class PostgresJobEventsTests(DatabaseServers servers) : JobEventsTests(servers, DatabaseType.Postgres);
