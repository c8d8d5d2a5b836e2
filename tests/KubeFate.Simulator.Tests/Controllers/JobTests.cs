using KubeFate.Simulator.Controllers;
using KubeFate.Simulator.Resources;

namespace KubeFate.Simulator.Tests.Controllers;

public sealed class JobTests
{
    [Fact]
    public async Task A_job_is_complete_once_enough_pods_have_succeeded()
    {
        await using var cluster = await TestCluster.StartAsync();
        var job = await cluster.CreateAsync(ResourceCatalog.Jobs, Job("completions: 3, parallelism: 2"));

        Assert.Equal(3, job.Count("status", "succeeded"));
        Assert.Equal(["SuccessCriteriaMet", "Complete"], job.Items("status", "conditions").Select(condition => condition.Text("type")));
        Assert.NotNull(job.Time("status", "completionTime"));
        Assert.Equal(3, cluster.Pods.Count);
        Assert.Contains("Completed: Job completed", cluster.Events());
    }

    [Fact]
    public async Task Never_more_pods_run_than_may_run_in_parallel()
    {
        await using var cluster = await TestCluster.StartAsync("general");
        await cluster.CreateAsync(ResourceCatalog.Jobs, Job("completions: 4, parallelism: 2"));
        for (var moment = 0; moment < 200; moment++)
        {
            await cluster.AdvanceAsync(TimeSpan.FromMilliseconds(100));
            Assert.InRange(cluster.Pods.Count(pod => pod.Text("status", "phase") is "Pending" or "Running"), 0, 2);
        }

        Assert.Equal(4, cluster.Get(ResourceCatalog.Jobs, "migrate").Count("status", "succeeded"));
    }

    [Fact]
    public async Task A_job_whose_pods_fail_too_often_fails()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.CreateAsync(ResourceCatalog.Jobs, Job("backoffLimit: 1", "{ simulator.kubefate.io/stage: crash-loop }"));
        await cluster.AdvanceAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(1, cluster.Get(ResourceCatalog.Jobs, "migrate").Count("status", "failed"));
        Assert.Single(cluster.Pods);

        await cluster.AdvanceAsync(TimeSpan.FromSeconds(20));
        var job = cluster.Get(ResourceCatalog.Jobs, "migrate");
        Assert.Equal(2, job.Count("status", "failed"));
        var failed = job.Condition("Failed");
        Assert.Equal("BackoffLimitExceeded: Job has reached the specified backoff limit", $"{failed.Text("reason")}: {failed.Text("message")}");
    }

    [Fact]
    public async Task A_job_that_takes_too_long_fails_and_its_pods_go()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.CreateAsync(ResourceCatalog.Jobs, Job("activeDeadlineSeconds: 5", "{ simulator.kubefate.io/stage: unschedulable }"));
        await cluster.AdvanceAsync(TimeSpan.FromSeconds(7));

        var job = cluster.Get(ResourceCatalog.Jobs, "migrate");
        Assert.Equal("DeadlineExceeded", job.Condition("Failed").Text("reason"));
        Assert.Equal((1, 0), (job.Count("status", "failed"), job.Count("status", "terminating")));
        Assert.Single(cluster.Events(), told => told.StartsWith("DeadlineExceeded", StringComparison.Ordinal));
        Assert.Empty(cluster.Pods);
    }

    [Fact]
    public async Task A_finished_job_goes_after_its_time_to_live()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.CreateAsync(ResourceCatalog.Jobs, Job("ttlSecondsAfterFinished: 10"));
        Assert.NotNull(cluster.Find(ResourceCatalog.Jobs, "migrate"));

        await cluster.AdvanceAsync(TimeSpan.FromSeconds(11));
        Assert.Null(cluster.Find(ResourceCatalog.Jobs, "migrate"));
        Assert.Empty(cluster.Pods);
    }

    [Fact]
    public async Task An_indexed_job_gives_each_index_its_pod()
    {
        await using var cluster = await TestCluster.StartAsync();
        var job = await cluster.CreateAsync(ResourceCatalog.Jobs, Job("completions: 3, parallelism: 3, completionMode: Indexed"));

        var indexes = cluster.Pods.Select(pod => pod.Annotation("batch.kubernetes.io/job-completion-index"));
        Assert.Equal(["0", "1", "2"], indexes.Order(StringComparer.Ordinal));
        Assert.Equal("0-2", job.Text("status", "completedIndexes"));
    }

    [Fact]
    public async Task A_suspended_job_has_no_pods_until_it_goes_on()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.CreateAsync(ResourceCatalog.Jobs, Job("suspend: true"));
        Assert.Empty(cluster.Pods);

        await cluster.UpdateAsync(ResourceCatalog.Jobs, "migrate", job => job["spec"]!["suspend"] = false);
        Assert.NotNull(cluster.Get(ResourceCatalog.Jobs, "migrate").Condition("Complete"));
    }

    [Fact]
    public async Task A_cron_job_is_kept_and_says_that_it_never_runs()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.CreateAsync(ResourceCatalog.CronJobs, "{ metadata: { name: nightly }, spec: { schedule: '0 1 * * *' } }");

        await cluster.AdvanceAsync(TimeSpan.FromDays(2));

        Assert.Empty(cluster.All(ResourceCatalog.Jobs));
        Assert.Single(cluster.Events("NotSimulated"));
    }

    private static string Job(string spec, string annotations = "{}") => $$"""
        metadata: { name: migrate, annotations: {{annotations}} }
        spec: { {{spec}}, template: { spec: { restartPolicy: Never, containers: [{ name: migrate, image: 'mysql:8' }] } } }
        """;
}
