using KubeFate.Simulator.Controllers;
using KubeFate.Simulator.Resources;

namespace KubeFate.Simulator.Tests.Controllers;

public sealed class StatefulSetTests
{
    [Fact]
    public async Task Its_pods_come_in_order_each_with_its_own_claim_and_name()
    {
        await using var cluster = await TestCluster.StartAsync();
        var set = await cluster.CreateAsync(ResourceCatalog.StatefulSets, Examples.StatefulSet("nodemanager", 3));

        Assert.Equal(["nodemanager-0", "nodemanager-1", "nodemanager-2"], cluster.Pods.Select(pod => pod.Name()));
        Assert.Equal(["data-nodemanager-0", "data-nodemanager-1", "data-nodemanager-2"], cluster.All(ResourceCatalog.PersistentVolumeClaims)
            .Select(claim => claim.Name()));
        Assert.All(cluster.All(ResourceCatalog.PersistentVolumeClaims), claim => Assert.Equal("Bound", claim.Text("status", "phase")));
        Assert.Equal("nodemanager", cluster.Pods[0].Text("spec", "subdomain"));
        Assert.Equal("nodemanager-0", cluster.Pods[0].Text("spec", "hostname"));
        Assert.Equal(3, set.Count("status", "readyReplicas"));
        Assert.Equal(set.Text("status", "updateRevision"), set.Text("status", "currentRevision"));
        Assert.Equal(3, set.Count("status", "currentReplicas"));
    }

    [Fact]
    public async Task The_next_pod_waits_for_the_one_before_it()
    {
        await using var cluster = await TestCluster.StartAsync("general");
        await cluster.CreateAsync(ResourceCatalog.StatefulSets, Examples.StatefulSet(replicas: 2));

        await cluster.AdvanceAsync(TimeSpan.FromMilliseconds(200));
        Assert.Single(cluster.Pods);
        await cluster.AdvanceAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(2, cluster.Get(ResourceCatalog.StatefulSets, "mysql").Count("status", "readyReplicas"));
    }

    [Fact]
    public async Task A_parallel_set_makes_all_its_pods_at_once()
    {
        await using var cluster = await TestCluster.StartAsync("general");
        await cluster.CreateAsync(
            ResourceCatalog.StatefulSets, Examples.StatefulSet(replicas: 3).Replace("OrderedReady", "Parallel", StringComparison.Ordinal));

        Assert.Equal(3, cluster.Pods.Count);
    }

    [Fact]
    public async Task An_update_goes_from_the_highest_number_down_to_the_partition()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.CreateAsync(ResourceCatalog.StatefulSets, Examples.StatefulSet(replicas: 3));
        var before = cluster.Get(ResourceCatalog.StatefulSets, "mysql").Text("status", "currentRevision");

        await cluster.UpdateAsync(ResourceCatalog.StatefulSets, "mysql", set =>
        {
            set.At("spec", "updateStrategy", "rollingUpdate")!["partition"] = 2;
            set.At("spec", "template").Items("spec", "containers").Single()["image"] = "mysql:8.4";
        });

        var set = cluster.Get(ResourceCatalog.StatefulSets, "mysql");
        Assert.Equal([before, before, set.Text("status", "updateRevision")], cluster.Pods.Select(pod => pod.Label("controller-revision-hash")));
        Assert.Equal(before, set.Text("status", "currentRevision"));
        Assert.Equal(1, set.Count("status", "updatedReplicas"));

        await cluster.UpdateAsync(ResourceCatalog.StatefulSets, "mysql", item => item.At("spec", "updateStrategy", "rollingUpdate")!["partition"] = 0);
        set = cluster.Get(ResourceCatalog.StatefulSets, "mysql");
        Assert.Equal(3, set.Count("status", "updatedReplicas"));
        Assert.Equal(set.Text("status", "updateRevision"), set.Text("status", "currentRevision"));
        Assert.Equal(2, cluster.All(ResourceCatalog.ControllerRevisions).Count);
    }

    [Fact]
    public async Task On_delete_a_pod_is_renewed_only_when_someone_deletes_it()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.CreateAsync(
            ResourceCatalog.StatefulSets, Examples.StatefulSet(replicas: 2).Replace(
                "updateStrategy: { type: RollingUpdate, rollingUpdate: { partition: 0 } }", "updateStrategy: { type: OnDelete }", StringComparison.Ordinal));
        await cluster.SetImageAsync(ResourceCatalog.StatefulSets, "mysql", "mysql:8.4");
        Assert.Equal(["mysql:8.0.28", "mysql:8.0.28"], cluster.Pods.Select(Image));

        await cluster.DeleteAsync(ResourceCatalog.Pods, "mysql-1");
        Assert.Equal(["mysql:8.0.28", "mysql:8.4"], cluster.Pods.Select(Image));
    }

    [Fact]
    public async Task Claims_outlive_the_set_and_are_found_again()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.CreateAsync(ResourceCatalog.StatefulSets, Examples.StatefulSet());
        var claim = Assert.Single(cluster.All(ResourceCatalog.PersistentVolumeClaims));

        await cluster.DeleteAsync(ResourceCatalog.StatefulSets, "mysql");
        Assert.Empty(cluster.Pods);
        await cluster.CreateAsync(ResourceCatalog.StatefulSets, Examples.StatefulSet());

        Assert.Equal(claim.Uid(), Assert.Single(cluster.All(ResourceCatalog.PersistentVolumeClaims)).Uid());
    }

    [Fact]
    public async Task A_retention_policy_can_take_the_claims_along()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.CreateAsync(
            ResourceCatalog.StatefulSets, Examples.StatefulSet(
                replicas: 2, extra: "persistentVolumeClaimRetentionPolicy: { whenDeleted: Delete, whenScaled: Delete }"));

        await cluster.UpdateAsync(ResourceCatalog.StatefulSets, "mysql", set => set["spec"]!["replicas"] = 1);
        Assert.Equal("data-mysql-0", Assert.Single(cluster.All(ResourceCatalog.PersistentVolumeClaims)).Name());

        await cluster.DeleteAsync(ResourceCatalog.StatefulSets, "mysql");
        Assert.Empty(cluster.All(ResourceCatalog.PersistentVolumeClaims));
        Assert.Empty(cluster.All(ResourceCatalog.PersistentVolumes));
    }

    private static string? Image(System.Text.Json.Nodes.JsonObject pod) => pod.Items("spec", "containers").Single().Text("image");
}
