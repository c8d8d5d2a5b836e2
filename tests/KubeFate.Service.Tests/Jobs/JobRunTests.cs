using KubeFate.Client.Clusters;
using KubeFate.Client.Jobs;
using KubeFate.Service.Hosting;
using KubeFate.Service.Jobs;
using KubeFate.Service.Storage;
using KubeFate.Service.Tests.Storage.Servers;
using JobStatus = KubeFate.Service.Jobs.JobStatus;

namespace KubeFate.Service.Tests.Jobs;

/// <summary>One job in one service: steps, states, failures, stops, time limits.</summary>
public abstract class JobRunTests(DatabaseServers servers, DatabaseType type) : EngineTests(servers, type)
{
    [Fact]
    public async Task A_job_runs_through_its_steps_and_tells_so()
    {
        var replica = await StartAsync(async (job, cancel) =>
        {
            var revision = await job.RunStepAsync("install-release", _ => Task.FromResult(3), new() { State = r => $"helm install Success {r}" }, cancel);
            await job.ReportModulesAsync([new() { Module = "python", Condition = "Available" }], 1, cancel);
            return $"job run Success {revision}";
        });

        var job = await replica.AddAsync();
        var events = await replica.FollowAsync(job);

        var ended = await replica.ReadAsync(job);
        Assert.Equal(JobStatus.Success, ended.Status);
        Assert.Equal((Noon, Noon), (ended.StartedAt, ended.EndedAt));
        Assert.Equal(["update job status to Running", "helm install Success 3", "checkout Cluster status [1]", "job run Success 3"], ended.StateLines);
        Assert.Null(ended.LeaseOwner);
        Assert.Equal(
            ["1 status Pending", "2 status Running", "3 step started", "4 step finished", "5 module Available", "6 end Success"],
            events.Select(e => $"{e.Number} {e.Type} {e.Status}"));
    }

    [Fact]
    public async Task A_failure_is_kept_with_code_message_and_detail()
    {
        var handler = new FakeHandler((job, cancel) => job.RunStepAsync<string>("install-release",
            _ => throw new ServiceException("chart_missing", "no chart fate v9; upload it", 404) { Detail = "helm said so" }, cancel));
        var replica = await StartAsync(handler);

        var job = await replica.AddAsync();
        var events = await replica.FollowAsync(job);

        var ended = await replica.ReadAsync(job);
        Assert.Equal(JobStatus.Failed, ended.Status);
        Assert.Equal(new JobFailure("chart_missing", "no chart fate v9; upload it", "helm said so"), ended.Failure);
        Assert.Equal(Noon, ended.EndedAt);
        Assert.Equal("job run Failed: no chart fate v9; upload it", ended.StateLines[^1]);
        Assert.Equal("failed", events[^2].Status);
        Assert.Equal(("end", "Failed", "chart_missing"), (events[^1].Type, events[^1].Status, events[^1].Failure!.Code));
        Assert.Equal(JobStatus.Failed, Assert.Single(handler.Endings).Status);
    }

    [Fact]
    public async Task A_handler_that_meets_a_locked_database_begins_again_and_skips_what_is_done()
    {
        int effects = 0, locks = 2;
        var handler = new FakeHandler(async (job, cancel) =>
        {
            await job.RunStepAsync("first", _ => Task.FromResult(Interlocked.Increment(ref effects)), cancel);
            return await job.RunStepAsync("second", _ => locks-- > 0
                ? throw new StorageException(StorageFailure.Locked, "locked", isTransient: true)
                : Task.FromResult("job run Success"), cancel);
        });
        var replica = await StartAsync(handler, options: LongLease);
        var job = await replica.AddAsync();

        await Replica.AdvanceAsync(Time, replica.FollowAsync(job), TimeSpan.FromMilliseconds(100));

        Assert.Equal((JobStatus.Success, 1), ((await replica.ReadAsync(job)).Status, effects));
    }

    [Fact]
    public async Task A_fault_of_ours_is_logged_once_and_points_there()
    {
        var replica = await StartAsync((_, _) => throw new InvalidCastException("a bug"));

        var job = await replica.AddAsync();
        await replica.FollowAsync(job);

        var failure = (await replica.ReadAsync(job)).Failure!;
        Assert.Equal("internal", failure.Code);
        Assert.Contains(job.Uuid, failure.Message, StringComparison.Ordinal);
        Assert.Single(replica.Log.Lines, l => l.Line.Contains("a bug", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_handler_that_cannot_record_its_end_does_not_keep_the_job_for_ever()
    {
        var replica = await StartAsync(new FakeHandler((_, _) => Task.FromResult("job run Success"))
        {
            RecordEnd = (_, _, _) => throw new InvalidCastException("a bug"),
        });

        var job = await replica.AddAsync();
        await replica.FollowAsync(job);

        Assert.Equal((JobStatus.Failed, "internal"), ((await replica.ReadAsync(job)).Status, (await replica.ReadAsync(job)).Failure!.Code));
    }

    [Fact]
    public async Task The_outcome_and_the_cluster_are_written_together_or_not_at_all()
    {
        var clusters = Records.Clusters(new Database(Database), Time);
        var replica = await StartAsync(new FakeHandler((_, _) => Task.FromResult("job run Success"))
        {
            RecordEnd = async (db, ending, cancel) =>
            {
                await clusters.AddAsync(db, Records.Cluster("party"), cancel);
                if (ending.Status == JobStatus.Success) throw new InvalidCastException("after the insert");
            },
        });

        var job = await replica.AddAsync();
        await replica.FollowAsync(job);

        Assert.Empty((await clusters.ListAsync(new ClusterQuery { All = true }, Cancel)).Items);
    }

    [Fact]
    public async Task A_second_job_of_a_cluster_is_refused_until_the_first_ends()
    {
        var gate = new Gate();
        var replica = await StartAsync(async (_, cancel) =>
        {
            await gate.StandAsync(cancel);
            return "job run Success";
        });
        var first = await replica.AddAsync("cluster-1");
        await replica.AddAsync("cluster-2");

        var refused = await Assert.ThrowsAsync<ServiceException>(() => replica.AddAsync("cluster-1"));
        gate.Open();
        await replica.FollowAsync(first);
        await replica.AddAsync("cluster-1");

        Assert.Equal(("cluster_busy", 409), (refused.Code, refused.HttpStatus));
    }

    [Fact]
    public async Task A_stop_cancels_the_run_at_once_winds_it_up_and_is_told_as_canceled()
    {
        var gate = new Gate();
        var handler = new FakeHandler((job, cancel) => job.RunStepAsync("wait-ready", async c =>
        {
            await gate.StandAsync(c);
            return "";
        }, cancel))
        {
            CleanUp = (job, _, cancel) => job.RunStepAsync("remove-release", _ => Task.CompletedTask, "helm uninstall Success", cancel),
        };
        var replica = await StartAsync(handler);
        var job = await replica.AddAsync();
        await gate.Reached;

        await replica.Get<JobQueue>().RequestStopAsync(job.Uuid, Cancel);
        var events = await replica.FollowAsync(job);
        var again = await Assert.ThrowsAsync<ServiceException>(() => replica.Get<JobQueue>().RequestStopAsync(job.Uuid, Cancel));

        var ended = await replica.ReadAsync(job);
        Assert.Equal(JobStatus.Canceled, ended.Status);
        Assert.Null(ended.Failure);
        Assert.Equal(Noon, ended.EndedAt);
        Assert.Equal(["update job status to Running", "helm uninstall Success", "job stopped"], ended.StateLines);
        Assert.Equal(["Stopping", "started", "finished", "Canceled"], events.TakeLast(4).Select(e => e.Status));
        Assert.Equal(("job_not_stoppable", "job status is Canceled, not support stop"), (again.Code, again.Message));
    }

    [Fact]
    public async Task An_unknown_job_cannot_be_stopped()
    {
        var replica = await StartAsync(new FakeHandler((_, _) => Task.FromResult("")), works: false);

        var unknown = await Assert.ThrowsAsync<ServiceException>(() => replica.Get<JobQueue>().RequestStopAsync("none", Cancel));

        Assert.Equal(("job_missing", 404), (unknown.Code, unknown.HttpStatus));
    }

    [Fact]
    public async Task A_job_that_was_stopped_before_it_began_never_begins()
    {
        var idle = await StartAsync(new FakeHandler((_, _) => Task.FromResult("")), works: false);
        var job = await idle.AddAsync();
        await idle.Get<JobQueue>().RequestStopAsync(job.Uuid, Cancel);
        var ran = false;

        var replica = await StartAsync((_, _) =>
        {
            ran = true;
            return Task.FromResult("job run Success");
        });
        await replica.FollowAsync(job);

        Assert.False(ran);
        Assert.Equal(JobStatus.Canceled, (await replica.ReadAsync(job)).Status);
    }

    [Fact]
    public async Task The_time_limit_ends_a_job_with_the_evidence_of_what_was_not_ready()
    {
        var gate = new Gate();
        var handler = new FakeHandler(async (job, cancel) =>
        {
            await job.ReportModulesAsync(
                [new() { Module = "mysql", Condition = "Available" }, new() { Module = "python", Condition = "Progressing", WaitingFor = "image cannot be pulled" }],
                1, cancel);
            await gate.StandAsync(cancel);
            return "";
        });
        var replica = await StartAsync(handler, options: LongLease);
        var job = await replica.AddAsync(timeLimit: TimeSpan.FromMinutes(90));
        await gate.Reached;

        await Replica.AdvanceAsync(Time, replica.FollowAsync(job), TimeSpan.FromMinutes(1));

        var ended = await replica.ReadAsync(job);
        Assert.Equal(JobStatus.Timeout, ended.Status);
        Assert.Equal("timeout", ended.Failure!.Code);
        Assert.Equal("python: image cannot be pulled", ended.Failure.Detail);
        Assert.Contains("1:30:00", ended.Failure.Message, StringComparison.Ordinal);
        Assert.True(ended.EndedAt >= Noon.AddMinutes(90));
        var modules = await replica.Get<Service.Jobs.Records.JobStore>().ListSubJobsAsync(job.Id, Cancel);
        Assert.Equal([JobStatus.Success, JobStatus.Timeout], modules.Select(m => m.Status));
    }

    [Fact]
    public async Task Jobs_run_side_by_side_but_not_more_than_allowed()
    {
        var gate = new Gate();
        int running = 0, most = 0;
        var handler = new FakeHandler(async (_, cancel) =>
        {
            var now = Interlocked.Increment(ref running);
            lock (gate) most = Math.Max(most, now);
            if (now == 2) gate.Open();
            await gate.StandAsync(cancel);
            Interlocked.Decrement(ref running);
            return "job run Success";
        });
        var replica = await StartAsync(handler, options: new JobOptions { Parallelism = 2 });

        var jobs = new List<Service.Jobs.Records.JobRecord>();
        for (var i = 0; i < 6; i++) jobs.Add(await replica.AddAsync($"cluster-{i}"));
        foreach (var job in jobs) await replica.FollowAsync(job);

        Assert.Equal(2, most);
        Assert.Equal(6, handler.Endings.Count);
    }

    [Fact]
    public async Task A_job_of_a_method_that_this_release_does_not_know_is_left_alone()
    {
        var replica = await StartAsync((_, _) => Task.FromResult("job run Success"));
        var unknown = await replica.AddAsync("cluster-1", method: "ClusterTeleport");
        var known = await replica.AddAsync("cluster-2");
        await replica.FollowAsync(known);

        Assert.Equal(JobStatus.Pending, (await replica.ReadAsync(unknown)).Status);
    }

    [Fact]
    public async Task A_warning_is_told_once()
    {
        var replica = await StartAsync(async (job, cancel) =>
        {
            await job.WarnAsync("an old key", cancel);
            await job.WarnAsync("an old key", cancel);
            return "job run Success";
        });
        var events = await replica.FollowAsync(await replica.AddAsync());

        Assert.Equal("an old key", Assert.Single(events, e => e.Type == JobEventType.Warning).Message);
    }
}

public sealed class SqliteJobRunTests(DatabaseServers servers) : JobRunTests(servers, DatabaseType.Sqlite);

public sealed class MySqlJobRunTests(DatabaseServers servers) : JobRunTests(servers, DatabaseType.MySql);

public sealed class PostgresJobRunTests(DatabaseServers servers) : JobRunTests(servers, DatabaseType.Postgres);
