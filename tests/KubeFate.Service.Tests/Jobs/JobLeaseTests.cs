using KubeFate.Service.Jobs;
using KubeFate.Service.Jobs.Records;
using KubeFate.Service.Jobs.Work;
using KubeFate.Service.Storage;
using KubeFate.Service.Tests.Storage.Servers;
using Microsoft.Extensions.Time.Testing;
using JobStatus = KubeFate.Service.Jobs.JobStatus;

namespace KubeFate.Service.Tests.Jobs;

/// <summary>Several services on one database: who has a job, and what becomes of it when its worker dies, stalls or leaves.</summary>
public abstract class JobLeaseTests(DatabaseServers servers, DatabaseType type) : EngineTests(servers, type)
{
    private static readonly TimeSpan LeaseLength = new JobOptions().LeaseLength;

    [Fact]
    public async Task Many_workers_claim_every_job_once()
    {
        var handler = new FakeHandler((_, _) => Task.FromResult("job run Success"));
        var maker = await StartAsync(handler, works: false);
        var jobs = new List<JobRecord>();
        for (var i = 0; i < 8; i++) jobs.Add(await maker.AddAsync($"cluster-{i}"));

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => StartAsync(handler, options: LongLease)));
        foreach (var job in jobs) await Replica.AdvanceAsync(Time, maker.FollowAsync(job), TimeSpan.FromSeconds(1));

        Assert.Equal(8, handler.Endings.Count);
        foreach (var job in jobs) Assert.Equal(1, (await maker.ReadAsync(job)).Attempt);
    }

    [Fact]
    public async Task Of_two_claims_of_one_job_one_wins()
    {
        var replica = await StartAsync(new FakeHandler((_, _) => Task.FromResult("")), works: false);
        var job = await replica.AddAsync();
        var store = replica.Get<JobLeaseStore>();

        var claims = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => store.TryClaimAsync(job, $"worker-{i}", LeaseLength, takeOver: false, Cancel))));

        var winner = Assert.Single(claims, c => c is not null)!;
        Assert.Equal((JobStatus.Running, 1, Time.GetUtcNow() + LeaseLength), (winner.Status, winner.Attempt, winner.LeaseUntil));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, false)]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    public async Task Whoever_takes_a_job_over_goes_on_after_the_last_finished_step(int standsAt, bool afterTheEffect)
    {
        var effects = new List<string>();
        var gate = new Gate();
        var first = await StartAsync(ThreeSteps(effects, standsAt, afterTheEffect, gate));
        var job = await first.AddAsync();
        await gate.Reached;

        // The first worker stands still, as a frozen process does: its clock does not run, the world's does.
        var later = new FakeTimeProvider(Noon + LeaseLength + TimeSpan.FromSeconds(1));
        var second = await StartAsync(ThreeSteps(effects, 0, false, new Gate()), later);
        var events = await second.FollowAsync(job);
        for (var step = 1; step <= 3; step++)
            Assert.Equal(step == standsAt && afterTheEffect ? 2 : 1, effects.Count(e => e == $"step-{step}"));

        // Now it goes on, and finds that the job is another's: what follows is what it left in the database.
        gate.Open();
        await first.Worker.StoppingAsync(Cancel);

        Assert.Equal(JobStatus.Success, (await second.ReadAsync(job)).Status);
        Assert.Equal(["helm install Success", "done 1 2 3"], (await second.ReadAsync(job)).StateLines.Skip(1));
        Assert.Equal(Enumerable.Range(1, events.Count).Select(n => (long)n), events.Select(e => e.Number));
        Assert.Equal(events.Count, (await second.ReadAsync(job)).LastEvent);
        Assert.Equal(["step-1", "step-2", "step-3"], events.Where(e => e.Status == "finished").Select(e => e.Step));
    }

    [Fact]
    public async Task A_worker_that_lost_its_lease_is_cancelled_and_writes_nothing_more()
    {
        var gate = new Gate();
        var lost = new TaskCompletionSource<Exception>();
        var first = await StartAsync(new FakeHandler(async (job, cancel) =>
        {
            await gate.StandAsync(CancellationToken.None);
            try
            {
                await job.AddStateAsync("I am still here", cancel);
            }
            catch (Exception e)
            {
                lost.SetResult(e);
                throw;
            }

            return "job run Success";
        }));
        var job = await first.AddAsync();
        await gate.Reached;
        var seen = await first.ReadAsync(job);
        Assert.NotNull(await first.Get<JobLeaseStore>().TryClaimAsync(seen, "another", LeaseLength, takeOver: true, Cancel));

        gate.Open();
        Assert.IsType<LeaseLostException>(await lost.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancel));
        await first.Worker.StoppingAsync(Cancel);

        var after = await first.ReadAsync(job);
        Assert.Equal((JobStatus.Running, "another", 2), (after.Status, after.LeaseOwner, after.Attempt));
        Assert.DoesNotContain("I am still here", after.StateLines);
    }

    [Fact]
    public async Task A_renewal_that_meets_another_owner_cancels_the_run_at_once()
    {
        var cancelled = new TaskCompletionSource();
        var gate = new Gate();
        var first = await StartAsync(new FakeHandler(async (_, cancel) =>
        {
            try
            {
                await gate.StandAsync(cancel);
                return "";
            }
            finally
            {
                cancelled.TrySetResult();
            }
        }));
        var job = await first.AddAsync();
        await gate.Reached;
        await first.Get<JobLeaseStore>().TryClaimAsync(await first.ReadAsync(job), "another", LeaseLength, takeOver: true, Cancel);

        Time.Advance(LeaseLength / 3);

        await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
    }

    [Fact]
    public async Task A_running_job_keeps_its_lease_long_after_its_first_length()
    {
        var gate = new Gate();
        var first = await StartAsync(new FakeHandler(async (_, cancel) =>
        {
            await gate.StandAsync(cancel);
            return "job run Success";
        }));
        var job = await first.AddAsync();
        await gate.Reached;

        for (var i = 0; i < 20; i++)
        {
            // Steps small enough that the lease lasts many of them, in case the worker is not yet waiting for the clock again.
            var until = (await first.ReadAsync(job)).LeaseUntil;
            await Replica.AdvanceAsync(Time, first.ReadUntilAsync(job, j => j.LeaseUntil > until), TimeSpan.FromMilliseconds(200));
        }

        gate.Open();
        await first.FollowAsync(job);
        Assert.Equal(1, (await first.ReadAsync(job)).Attempt);
    }

    [Fact]
    public async Task A_service_that_stops_hands_its_job_back_and_another_goes_on_at_once()
    {
        var effects = new List<string>();
        var gate = new Gate();
        var first = await StartAsync(ThreeSteps(effects, 2, false, gate));
        var job = await first.AddAsync();
        await gate.Reached;

        await first.Worker.StoppingAsync(Cancel);
        var between = await first.ReadAsync(job);
        var second = await StartAsync(ThreeSteps(effects, 0, false, new Gate()));
        await second.FollowAsync(job);

        Assert.Equal((JobStatus.Running, null), (between.Status, between.LeaseOwner));
        Assert.Equal(JobStatus.Success, (await second.ReadAsync(job)).Status);
        Assert.Equal(["step-1", "step-2", "step-3"], effects);
    }

    [Fact]
    public async Task A_restart_gives_a_job_no_new_time()
    {
        var gate = new Gate();
        var first = await StartAsync(new FakeHandler(async (_, cancel) =>
        {
            await gate.StandAsync(cancel);
            return "";
        }), options: LongLease);
        var job = await first.AddAsync(timeLimit: TimeSpan.FromHours(1));
        await gate.Reached;
        Time.Advance(TimeSpan.FromMinutes(40));
        await first.Worker.StoppingAsync(Cancel);
        Time.Advance(TimeSpan.FromMinutes(21));

        var ran = false;
        var second = await StartAsync((_, _) =>
        {
            ran = true;
            return Task.FromResult("job run Success");
        });
        await second.FollowAsync(job);

        Assert.False(ran);
        Assert.Equal((JobStatus.Timeout, "timeout"), ((await second.ReadAsync(job)).Status, (await second.ReadAsync(job)).Failure!.Code));
    }

    [Fact]
    public async Task A_stop_asked_of_another_process_is_seen_within_seconds()
    {
        var gate = new Gate();
        var first = await StartAsync(new FakeHandler(async (_, cancel) =>
        {
            await gate.StandAsync(cancel);
            return "";
        }));
        var other = await StartAsync(new FakeHandler((_, _) => Task.FromResult("")), works: false);
        var job = await first.AddAsync();
        await gate.Reached;

        await other.Get<JobQueue>().RequestStopAsync(job.Uuid, Cancel);
        Time.Advance(LeaseLength / 3);
        var ended = await other.ReadUntilAsync(job, j => JobTransitions.IsFinal(j.Status));

        Assert.Equal((JobStatus.Canceled, Noon + (LeaseLength / 3)), (ended.Status, ended.EndedAt));
    }

    [Fact]
    public async Task A_job_that_another_process_made_is_found_by_looking()
    {
        var maker = await StartAsync(new FakeHandler((_, _) => Task.FromResult("")), works: false);
        await StartAsync(new FakeHandler((_, _) => Task.FromResult("job run Success")), options: LongLease);
        var job = await maker.AddAsync();

        await Replica.AdvanceAsync(Time, maker.FollowAsync(job), TimeSpan.FromSeconds(1));

        Assert.Equal(JobStatus.Success, (await maker.ReadAsync(job)).Status);
    }

    // Three recorded steps. At one of them it stands at the gate like a process that froze, deaf to its token: with the effect done, or not.
    private static FakeHandler ThreeSteps(List<string> effects, int standsAt, bool afterTheEffect, Gate gate) => new(async (job, cancel) =>
    {
        var results = new List<int>();
        for (var i = 1; i <= 3; i++)
        {
            var step = i;
            results.Add(await job.RunStepAsync($"step-{step}", async c =>
            {
                if (step == standsAt && !afterTheEffect) await gate.StandAsync(c);
                lock (effects) effects.Add($"step-{step}");
                if (step == standsAt && afterTheEffect) await gate.StandAsync(c);
                return step;
            }, new() { State = r => r == 2 ? "helm install Success" : null }, cancel));
        }

        return "done " + string.Join(' ', results);
    });
}

public sealed class SqliteJobLeaseTests(DatabaseServers servers) : JobLeaseTests(servers, DatabaseType.Sqlite);

public sealed class MySqlJobLeaseTests(DatabaseServers servers) : JobLeaseTests(servers, DatabaseType.MySql);

public sealed class PostgresJobLeaseTests(DatabaseServers servers) : JobLeaseTests(servers, DatabaseType.Postgres);
