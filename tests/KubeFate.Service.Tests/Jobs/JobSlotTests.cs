using System.Collections.Concurrent;
using KubeFate.Client.Jobs;
using KubeFate.Service.Hosting;
using KubeFate.Service.Jobs;
using KubeFate.Service.Jobs.Records;
using KubeFate.Service.Jobs.Work;
using KubeFate.Service.Storage;
using KubeFate.Service.Tests.Storage.Servers;
using JobStatus = KubeFate.Service.Jobs.JobStatus;

namespace KubeFate.Service.Tests.Jobs;

/// <summary>Who has to wait for a slot, for whom not, and what is told meanwhile.</summary>
public sealed class JobSlotTests(DatabaseServers servers) : EngineTests(servers, DatabaseType.Sqlite)
{
    private static readonly JobOptions OneSlot = new() { Parallelism = 1, LeaseLength = TimeSpan.FromDays(2) };

    [Fact]
    public async Task Jobs_that_only_wait_keep_no_other_from_working()
    {
        var gate = new Gate();
        var replica = await StartAsync(new FakeHandler(async (job, cancel) =>
        {
            await job.RunStepAsync("install-release", _ => Task.CompletedTask, state: null, cancel);
            if (job.Job.ClusterUuid != "last") await job.WaitStepAsync("wait-ready", gate.StandAsync, cancel);
            return "job run Success";
        }), options: OneSlot);
        var stuck = new List<JobRecord>();
        for (var i = 0; i < 5; i++) stuck.Add(await replica.AddAsync($"stuck-{i}"));

        await replica.FollowAsync(await replica.AddAsync("last"));

        foreach (var job in stuck) Assert.Equal(JobStatus.Running, (await replica.ReadAsync(job)).Status);
        gate.Open();
        foreach (var job in stuck) Assert.Equal("Success", (await replica.FollowAsync(job))[^1].Status);
    }

    [Fact]
    public async Task A_delete_and_a_stop_go_past_installs_that_hold_every_slot()
    {
        var gate = new Gate();
        var replica = await StartAsync(Standing(gate), options: OneSlot);
        var holder = await replica.AddAsync("holder");
        await gate.Reached;
        var queued = await replica.AddAsync("queued");

        var deleted = await replica.FollowAsync(await replica.AddAsync("old", method: JobMethod.ClusterDelete));
        await replica.Get<JobQueue>().RequestStopAsync(queued.Uuid, Cancel);
        var stopped = await replica.FollowAsync(queued);

        Assert.Equal(("Success", "Canceled"), (deleted[^1].Status, stopped[^1].Status));
        Assert.Equal(JobStatus.Running, (await replica.ReadAsync(holder)).Status);
        gate.Open();
    }

    [Fact]
    public async Task A_rollback_goes_past_installs_that_wait_for_a_slot()
    {
        var gate = new Gate();
        var replica = await StartAsync(new FakeHandler(async (job, cancel) =>
        {
            await job.RunStepAsync("install-release", job.Job.ClusterUuid == "failing" ? _ => throw new ServiceException("no_good", "no good", 409) : gate.StandAsync, state: null, cancel);
            return "job run Success";
        })
        {
            CleanUp = (job, _, cancel) => job.RunStepAsync("roll-back", _ => Task.CompletedTask, state: null, cancel),
        }, options: OneSlot);
        var failing = await replica.AddAsync("failing");
        var others = new List<JobRecord> { await replica.AddAsync("first"), await replica.AddAsync("second") };

        var events = await replica.FollowAsync(failing);

        Assert.Contains(events, e => e is { Step: "roll-back", Status: "finished" });
        gate.Open();
        foreach (var job in others) await replica.FollowAsync(job);
    }

    [Fact]
    public async Task A_job_that_waits_for_a_slot_says_how_many_are_before_it_until_it_works()
    {
        var gate = new Gate();
        var replica = await StartAsync(Standing(gate), options: OneSlot);
        await replica.AddAsync("holder");
        await gate.Reached;
        var jobs = new List<JobRecord>();
        for (var i = 0; i < 4; i++) jobs.Add(await replica.AddAsync($"cluster-{i}"));

        var last = await replica.ReadUntilAsync(jobs[3], job => job.WaitingFor is not null);

        Assert.Equal("a free slot for installs and updates: 3 before it", last.WaitingFor);
        Assert.Equal("a free slot for installs and updates: 3 before it", JobMapping.ToWire(last, []).WaitingFor);
        gate.Open();
        var told = (await replica.FollowAsync(jobs[3])).Where(e => e is { Type: JobEventType.Status, Status: "Pending" }).Select(e => e.Message).ToList();
        Assert.Equal(["job created", "waits for a free slot for installs and updates: 3 before it"], told.Take(2));
        Assert.Equal("waits for a free slot for installs and updates: it is next", told[^1]);
        Assert.Null((await replica.ReadAsync(jobs[3])).WaitingFor);
    }

    [Fact]
    public async Task The_install_of_one_user_does_not_wait_for_a_hundred_of_another()
    {
        var gate = new Gate();
        var order = new ConcurrentQueue<string>();
        var replica = await StartAsync(new FakeHandler(async (job, cancel) =>
        {
            order.Enqueue(job.Job.Creator);
            await gate.StandAsync(cancel);
            return "job run Success";
        }), options: OneSlot);
        await replica.AddAsync("holder", creator: "ann");
        await gate.Reached;
        for (var i = 0; i < 20; i++) await replica.AddAsync($"ann-{i}", creator: "ann");
        var other = await replica.AddAsync("bob-1", creator: "bob");

        gate.Open();
        await replica.FollowAsync(other);

        Assert.InRange(order.ToList().IndexOf("bob"), 1, 2);
    }

    [Fact]
    public void Users_take_turns_and_each_user_s_oldest_job_goes_first()
    {
        JobRecord[] waiting = [Job(1, "ann"), Job(2, "ann"), Job(3, "ann"), Job(4, "bob"), Job(5, "bob"), Job(6, "cid")];

        Assert.Equal([1, 4, 6, 2, 5, 3], FairOrder.Of(waiting, (_, _) => (0, 0)).Select(job => job.Id));
        Assert.Equal([6, 4, 1, 5, 2, 3], FairOrder.Of(waiting, (_, user) => user == "cid" ? (0, 9) : (1, user == "bob" ? 3 : 7)).Select(job => job.Id));
    }

    [Fact]
    public async Task A_job_that_goes_on_after_a_wait_takes_a_slot_before_those_that_have_not_begun()
    {
        var order = new ConcurrentQueue<string>();
        Gate waits = new(), works = new();
        var replica = await StartAsync(new FakeHandler(async (job, cancel) =>
        {
            if (job.Job.ClusterUuid == "waiter") await job.WaitStepAsync("wait-ready", waits.StandAsync, cancel);
            if (job.Job.ClusterUuid == "holder") await works.StandAsync(cancel);
            await job.RunStepAsync("note", _ => { order.Enqueue(job.Job.ClusterUuid); return Task.CompletedTask; }, state: null, cancel);
            return "job run Success";
        }), options: OneSlot);
        var waiter = await replica.AddAsync("waiter");
        await waits.Reached;
        await replica.AddAsync("holder");
        await works.Reached;
        var late = await replica.AddAsync("late");
        waits.Open();
        await replica.ReadUntilAsync(waiter, job => job.WaitingFor is not null);

        works.Open();
        await replica.FollowAsync(late);
        await replica.FollowAsync(waiter);

        Assert.Equal(["holder", "waiter", "late"], order);
    }

    private static FakeHandler Standing(Gate gate) => new(async (_, cancel) =>
    {
        await gate.StandAsync(cancel);
        return "job run Success";
    });

    private static JobRecord Job(long id, string creator) => new()
    {
        Id = id,
        Uuid = $"{id}",
        Method = JobMethod.ClusterInstall,
        ClusterUuid = $"{id}",
        Creator = creator,
        Status = JobStatus.Pending,
        TimeLimit = TimeSpan.FromHours(1),
        CreatedAt = Noon,
        UpdatedAt = Noon,
    };
}
