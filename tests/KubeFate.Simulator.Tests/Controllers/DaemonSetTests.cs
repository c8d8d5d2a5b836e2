using KubeFate.Simulator.Controllers;
using KubeFate.Simulator.Resources;

namespace KubeFate.Simulator.Tests.Controllers;

public sealed class DaemonSetTests
{
    [Fact]
    public async Task Every_node_has_one_pod_and_the_status_says_so()
    {
        await using var cluster = await TestCluster.StartAsync();
        var set = await cluster.CreateAsync(ResourceCatalog.DaemonSets, Yaml());

        Assert.Single(cluster.Pods);
        string[] fields = ["desiredNumberScheduled", "currentNumberScheduled", "numberReady", "numberAvailable", "updatedNumberScheduled"];
        Assert.All(fields, field => Assert.Equal(1, set.Count("status", field)));
        Assert.Equal(1, set.Count("status", "observedGeneration"));
    }

    [Fact]
    public async Task A_changed_template_renews_the_pods()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.CreateAsync(ResourceCatalog.DaemonSets, Yaml());
        var before = cluster.Pods.Single().Uid();

        await cluster.SetImageAsync(ResourceCatalog.DaemonSets, "collector", "collector:2");

        Assert.NotEqual(before, cluster.Pods.Single().Uid());
        Assert.Equal(1, cluster.Get(ResourceCatalog.DaemonSets, "collector").Count("status", "updatedNumberScheduled"));
        Assert.Equal(2, cluster.All(ResourceCatalog.ControllerRevisions).Count);
    }

    [Fact]
    public async Task A_node_that_is_not_selected_gets_none()
    {
        await using var cluster = await TestCluster.StartAsync();
        var set = await cluster.CreateAsync(ResourceCatalog.DaemonSets, Yaml("nodeSelector: { gpu: 'true' },"));
        Assert.Empty(cluster.Pods);
        Assert.Equal(0, set.Count("status", "desiredNumberScheduled"));

        await cluster.UpdateAsync(ResourceCatalog.Nodes, NodeNames.Node, node => node.Child("metadata", "labels")["gpu"] = "true");
        Assert.Single(cluster.Pods);
    }

    private static string Yaml(string spec = "") => $$"""
        metadata: { name: collector }
        spec:
          selector: { matchLabels: { app: collector } }
          updateStrategy: { type: RollingUpdate, rollingUpdate: { maxUnavailable: 1 } }
          template:
            metadata: { labels: { app: collector } }
            spec: { {{spec}} restartPolicy: Always, containers: [{ name: collector, image: 'collector:1' }] }
        """;
}
