using KubeFate.Simulator.Controllers;
using KubeFate.Simulator.Controllers.Deployments;
using KubeFate.Simulator.Resources;

namespace KubeFate.Simulator.Tests.Controllers;

public sealed class DeploymentTests
{
    [Fact]
    public async Task A_new_deployment_becomes_available_as_rollout_status_judges()
    {
        await using var cluster = await TestCluster.StartAsync();
        var made = await cluster.CreateAsync(ResourceCatalog.Deployments, Examples.Deployment(replicas: 2));

        Assert.Equal(1, made.Number("status", "observedGeneration"));
        string[] fields = ["replicas", "updatedReplicas", "readyReplicas", "availableReplicas"];
        Assert.All(fields, field => Assert.Equal(2, made.Count("status", field)));
        Assert.Null(made.At("status", "unavailableReplicas"));
        Assert.Equal("1", made.Annotation(DeploymentSets.RevisionAnnotation));
        Assert.Equal("True/MinimumReplicasAvailable", Condition(made, "Available"));
        Assert.Equal("True/NewReplicaSetAvailable", Condition(made, "Progressing"));
        Assert.All(cluster.Pods, pod => Assert.Equal("Running", pod.Text("status", "phase")));
    }

    [Fact]
    public async Task A_changed_template_rolls_out_through_a_second_replica_set()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.CreateAsync(ResourceCatalog.Deployments, Examples.Deployment(replicas: 3));
        var old = Assert.Single(cluster.All(ResourceCatalog.ReplicaSets));

        await cluster.SetImageAsync(ResourceCatalog.Deployments, "python", "federatedai/python:2.0.0");

        var deployment = cluster.Get(ResourceCatalog.Deployments, "python");
        Assert.Equal(2, deployment.Number("status", "observedGeneration"));
        Assert.Equal("2", deployment.Annotation(DeploymentSets.RevisionAnnotation));
        Assert.Equal(3, deployment.Count("status", "updatedReplicas"));
        Assert.Equal(3, deployment.Count("status", "replicas"));
        Assert.Equal(0, cluster.Get(ResourceCatalog.ReplicaSets, old.Name()).Count("spec", "replicas"));
        Assert.Equal(2, cluster.All(ResourceCatalog.ReplicaSets).Count);
        Assert.Equal(3, cluster.Pods.Count);
    }

    [Fact]
    public async Task A_rolling_update_never_goes_below_what_must_stay_available()
    {
        await using var cluster = await TestCluster.StartAsync("general");
        await cluster.CreateAsync(ResourceCatalog.Deployments, Examples.Deployment(replicas: 4));
        await cluster.AdvanceAsync(TimeSpan.FromSeconds(10));

        await cluster.SetImageAsync(ResourceCatalog.Deployments, "python", "federatedai/python:2.0.0");
        var least = 4;
        for (var moment = 0; moment < 200; moment++)
        {
            await cluster.AdvanceAsync(TimeSpan.FromMilliseconds(100));
            least = Math.Min(least, cluster.Get(ResourceCatalog.Deployments, "python").Count("status", "availableReplicas"));
            Assert.InRange(cluster.Pods.Count(pod => !pod.IsDeleting()), 3, 5);
        }

        Assert.Equal(3, least);
        Assert.All(cluster.Pods, pod => Assert.Equal("federatedai/python:2.0.0", pod.Items("spec", "containers").Single().Text("image")));
    }

    [Fact]
    public async Task Going_back_to_an_old_template_uses_its_replica_set_again_under_a_new_revision()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.CreateAsync(ResourceCatalog.Deployments, Examples.Deployment());
        var first = Assert.Single(cluster.All(ResourceCatalog.ReplicaSets)).Name();
        await cluster.SetImageAsync(ResourceCatalog.Deployments, "python", "federatedai/python:2.0.0");

        await cluster.SetImageAsync(ResourceCatalog.Deployments, "python", "federatedai/python:1.8.0-release");

        var set = cluster.Get(ResourceCatalog.ReplicaSets, first);
        Assert.Equal(1, set.Count("spec", "replicas"));
        Assert.Equal("3", set.Annotation(DeploymentSets.RevisionAnnotation));
        Assert.Equal("1", set.Annotation(DeploymentSets.HistoryAnnotation));
        Assert.Equal(2, cluster.All(ResourceCatalog.ReplicaSets).Count);
    }

    [Fact]
    public async Task Only_as_many_old_replica_sets_are_kept_as_the_history_limit_says()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.CreateAsync(ResourceCatalog.Deployments, Examples.Deployment());
        await cluster.UpdateAsync(ResourceCatalog.Deployments, "python", item => item["spec"]!["revisionHistoryLimit"] = 2);

        for (var version = 2; version < 7; version++) await cluster.SetImageAsync(ResourceCatalog.Deployments, "python", $"federatedai/python:{version}");

        Assert.Equal(3, cluster.All(ResourceCatalog.ReplicaSets).Count);
    }

    [Fact]
    public async Task A_rollout_that_makes_no_progress_exceeds_its_deadline()
    {
        await using var cluster = await TestCluster.StartAsync();
        var yaml = Examples.Deployment(annotations: "{ simulator.kubefate.io/stage: unschedulable }");
        await cluster.CreateAsync(ResourceCatalog.Deployments, yaml.Replace("Seconds: 600", "Seconds: 20", StringComparison.Ordinal));
        Assert.Equal("False/MinimumReplicasUnavailable", Condition(cluster.Get(ResourceCatalog.Deployments, "python"), "Available"));

        await cluster.AdvanceAsync(TimeSpan.FromSeconds(25));

        Assert.Equal("False/ProgressDeadlineExceeded", Condition(cluster.Get(ResourceCatalog.Deployments, "python"), "Progressing"));
    }

    [Fact]
    public async Task A_paused_deployment_does_not_roll_out_but_scales()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.CreateAsync(ResourceCatalog.Deployments, Examples.Deployment());
        await cluster.UpdateAsync(ResourceCatalog.Deployments, "python", item => item["spec"]!["paused"] = true);

        await cluster.SetImageAsync(ResourceCatalog.Deployments, "python", "federatedai/python:2.0.0");
        await cluster.UpdateAsync(ResourceCatalog.Deployments, "python", item => item["spec"]!["replicas"] = 3);

        Assert.Single(cluster.All(ResourceCatalog.ReplicaSets));
        Assert.Equal(3, cluster.Pods.Count);
        Assert.Equal("Unknown/DeploymentPaused", Condition(cluster.Get(ResourceCatalog.Deployments, "python"), "Progressing"));

        await cluster.UpdateAsync(ResourceCatalog.Deployments, "python", item => item["spec"]!.AsObject().Remove("paused"));
        Assert.Equal(3, cluster.Get(ResourceCatalog.Deployments, "python").Count("status", "updatedReplicas"));
        Assert.All(cluster.Pods, pod => Assert.Equal("federatedai/python:2.0.0", pod.Items("spec", "containers").Single().Text("image")));
    }

    [Fact]
    public async Task Recreate_ends_every_old_pod_before_the_first_new_one()
    {
        await using var cluster = await TestCluster.StartAsync("general");
        const string rolling = "type: RollingUpdate, rollingUpdate: { maxSurge: 25%, maxUnavailable: 25% }";
        var yaml = Examples.Deployment(replicas: 2).Replace(rolling, "type: Recreate", StringComparison.Ordinal);
        await cluster.CreateAsync(ResourceCatalog.Deployments, yaml);
        await cluster.AdvanceAsync(TimeSpan.FromSeconds(10));

        await cluster.SetImageAsync(ResourceCatalog.Deployments, "python", "federatedai/python:2.0.0");
        for (var moment = 0; moment < 100; moment++)
        {
            await cluster.AdvanceAsync(TimeSpan.FromMilliseconds(100));
            Assert.True(cluster.Pods.Select(pod => pod.Items("spec", "containers").Single().Text("image")).Distinct().Count() <= 1);
        }

        Assert.Equal("True/NewReplicaSetAvailable", Condition(cluster.Get(ResourceCatalog.Deployments, "python"), "Progressing"));
    }

    [Fact]
    public async Task Nothing_is_written_once_all_is_as_it_should_be()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.CreateAsync(ResourceCatalog.Deployments, Examples.Deployment(replicas: 2));
        var revision = cluster.Store.Revision;

        cluster.Time.Advance(TimeSpan.FromMinutes(1));
        await cluster.StartAgainAsync();
        await cluster.AdvanceAsync(TimeSpan.FromMinutes(30));

        // The node's lease and heartbeat are the only things a restart writes.
        Assert.Equal(revision + 2, cluster.Store.Revision);
    }

    private static string? Condition(System.Text.Json.Nodes.JsonObject item, string type)
    {
        var condition = item.Items("status", "conditions").Single(each => each.Text("type") == type);
        return $"{condition.Text("status")}/{condition.Text("reason")}";
    }
}
