using KubeFate.Client.Jobs;
using KubeFate.Helm;
using KubeFate.Kubernetes;
using KubeFate.Service.Jobs;
using KubeFate.Service.Storage;
using KubeFate.Service.Tests.Storage.Servers;
using JobStatus = KubeFate.Service.Jobs.JobStatus;

namespace KubeFate.Service.Tests.Jobs;

/// <summary>What becomes of a job whose step meets an outage.</summary>
public sealed class OutageTests(DatabaseServers servers) : EngineTests(servers, DatabaseType.Sqlite)
{
    public static TheoryData<string> Outages => ["kubernetes", "helm", "database", "killed"];

    [Theory]
    [MemberData(nameof(Outages))]
    public async Task A_step_that_meets_an_outage_is_tried_again_until_it_is_over(string what)
    {
        var tries = 0;
        var replica = await StartAsync(new FakeHandler(async (job, cancel) =>
        {
            await job.RunStepAsync("install-release", _ => ++tries < 4 ? throw Outage(what) : Task.CompletedTask, "helm install Success", cancel);
            return "job run Success";
        }), options: LongLease);
        var job = await replica.AddAsync();

        await Replica.AdvanceAsync(Time, replica.ReadUntilAsync(job, one => JobTransitions.IsFinal(one.Status)), TimeSpan.FromSeconds(1));

        var ended = await replica.ReadAsync(job);
        Assert.Equal((JobStatus.Success, 4, 1, null), (ended.Status, tries, ended.Attempt, ended.WaitingFor));
        Assert.Single((await replica.FollowAsync(job)), e => e is { Step: "install-release", Status: "finished" });
    }

    [Fact]
    public async Task What_a_job_waits_for_in_an_outage_is_shown_once_and_gone_when_it_goes_on()
    {
        var over = false;
        var replica = await StartAsync(new FakeHandler(async (job, cancel) =>
        {
            await job.RunStepAsync("install-release", _ => over ? Task.CompletedTask : throw Outage("kubernetes"), null, cancel);
            return "job run Success";
        }), options: LongLease);
        var job = await replica.AddAsync();

        var waiting = await replica.ReadUntilAsync(job, one => one.WaitingFor is not null);
        for (var i = 0; i < 12; i++)
        {
            Time.Advance(TimeSpan.FromSeconds(10));
            Assert.Equal(waiting.WaitingFor, (await replica.ReadAsync(job)).WaitingFor);
        }

        over = true;
        await Replica.AdvanceAsync(Time, replica.ReadUntilAsync(job, one => JobTransitions.IsFinal(one.Status)), TimeSpan.FromSeconds(5));

        Assert.Equal("install release waits and is tried again: the API server is away", waiting.WaitingFor);
        var events = await replica.FollowAsync(job);
        Assert.Equal(waiting.WaitingFor, Assert.Single(events, e => e.Type == JobEventType.Warning).Message);
        Assert.Contains(events, e => e.Message.StartsWith("install release went on after ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failure_that_stays_fails_the_job_at_once()
    {
        var tries = 0;
        var replica = await StartAsync(new FakeHandler(async (job, cancel) =>
        {
            await job.RunStepAsync("install-release", _ => { tries++; throw new HelmException(HelmFailure.ValuesInvalid, "the values are wrong"); }, null, cancel);
            return "";
        }));

        var ended = (await replica.FollowAsync(await replica.AddAsync()))[^1];

        Assert.Equal(("Failed", "values_invalid", 1), (ended.Status, ended.Failure!.Code, tries));
    }

    [Fact]
    public async Task A_helm_that_is_killed_again_and_again_fails_the_job_and_names_the_signal()
    {
        var tries = 0;
        var replica = await StartAsync(new FakeHandler(async (job, cancel) =>
        {
            await job.RunStepAsync("install-release", _ => { tries++; throw Outage("killed"); }, null, cancel);
            return "";
        }), options: LongLease);
        var job = await replica.AddAsync();

        await Replica.AdvanceAsync(Time, replica.ReadUntilAsync(job, one => JobTransitions.IsFinal(one.Status)), TimeSpan.FromSeconds(1));

        var ended = await replica.ReadAsync(job);
        Assert.Equal((JobStatus.Failed, "helm_killed", 5), (ended.Status, ended.Failure!.Code, tries));
    }

    [Fact]
    public async Task A_server_that_answers_with_a_fault_of_its_own_for_minutes_fails_the_job()
    {
        var tries = 0;
        var replica = await StartAsync(new FakeHandler(async (job, cancel) =>
        {
            await job.RunStepAsync("check-kubernetes", _ => { tries++; throw Outage("webhook"); }, null, cancel);
            return "";
        }), options: LongLease);
        var job = await replica.AddAsync();

        await Replica.AdvanceAsync(Time, replica.ReadUntilAsync(job, one => JobTransitions.IsFinal(one.Status)), TimeSpan.FromSeconds(1));

        var ended = await replica.ReadAsync(job);
        Assert.Equal((JobStatus.Failed, 15), (ended.Status, tries));
        Assert.Contains("failed calling webhook", ended.Failure!.Message);
    }

    [Fact]
    public async Task A_job_whose_time_ends_in_an_outage_names_the_outage()
    {
        var replica = await StartAsync(new FakeHandler(async (job, cancel) =>
        {
            await job.RunStepAsync("install-release", _ => throw Outage("kubernetes"), null, cancel);
            return "";
        }), options: LongLease);
        var job = await replica.AddAsync(timeLimit: TimeSpan.FromMinutes(5));

        await Replica.AdvanceAsync(Time, replica.ReadUntilAsync(job, one => JobTransitions.IsFinal(one.Status)), TimeSpan.FromSeconds(5));

        var ended = await replica.ReadAsync(job);
        Assert.Equal(JobStatus.Timeout, ended.Status);
        Assert.Contains("the API server is away", ended.Failure!.Message);
    }

    [Fact]
    public async Task A_job_in_an_outage_leaves_its_slot_to_others()
    {
        var replica = await StartAsync(new FakeHandler(async (job, cancel) =>
        {
            await job.RunStepAsync("install-release", _ => job.Job.ClusterUuid == "cut" ? throw Outage("helm") : Task.CompletedTask, null, cancel);
            return "job run Success";
        }), options: LongLease with { Parallelism = 1 });
        var cut = await replica.AddAsync("cut");
        await replica.ReadUntilAsync(cut, one => one.WaitingFor is not null);

        Assert.Equal("Success", (await replica.FollowAsync(await replica.AddAsync("other")))[^1].Status);
        Assert.Equal(JobStatus.Running, (await replica.ReadAsync(cut)).Status);
    }

    private static Exception Outage(string what) => what switch
    {
        "kubernetes" => new KubernetesException(KubernetesFailure.Unreachable, "the API server is away") { IsTransient = true },
        "helm" => new HelmException(HelmFailure.Unreachable, "helm could not reach it") { IsTransient = true },
        "webhook" => new KubernetesException(KubernetesFailure.Other, "failed calling webhook") { IsTransient = true, Reason = "InternalError" },
        "killed" => new HelmException(HelmFailure.HelmKilled, "helm was ended by the signal SIGKILL") { IsTransient = true },
        _ => new StorageException(StorageFailure.Unreachable, "the database is away", isTransient: true),
    };
}
