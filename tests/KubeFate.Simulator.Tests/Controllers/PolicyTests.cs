using KubeFate.Simulator.Controllers;
using KubeFate.Simulator.Http.Subresources;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Tests.Controllers;

/// <summary>Disruption budgets and affinity between pods.</summary>
public sealed class PolicyTests
{
    [Theory]
    [InlineData("minAvailable: 2", 2, 1)]
    [InlineData("minAvailable: 100%", 3, 0)]
    [InlineData("minAvailable: 50%", 2, 1)]
    [InlineData("maxUnavailable: 1", 2, 1)]
    [InlineData("maxUnavailable: 0", 3, 0)]
    [InlineData("maxUnavailable: 34%", 1, 2)]
    public async Task A_budget_says_how_many_pods_may_go(string spec, int desired, int allowed)
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.CreateAsync(ResourceCatalog.Deployments, Examples.Deployment("web", replicas: 3));
        var budget = await cluster.CreateAsync(ResourceCatalog.PodDisruptionBudgets, $"metadata: {{ name: b }}\nspec: {{ {spec}, selector: {{ matchLabels: {{ app: web }} }} }}");

        Assert.Equal((3, desired, 3, allowed), (
            budget.Count("status", "expectedPods"), budget.Count("status", "desiredHealthy"), budget.Count("status", "currentHealthy"), budget.Count("status", "disruptionsAllowed")));
        Assert.Equal(allowed > 0 ? "SufficientPods" : "InsufficientPods", budget.Condition("DisruptionAllowed").Text("reason"));
    }

    [Fact]
    public async Task An_eviction_that_a_budget_does_not_allow_is_refused()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.CreateAsync(ResourceCatalog.Deployments, Examples.Deployment("web", replicas: 2));
        await cluster.CreateAsync(ResourceCatalog.PodDisruptionBudgets, "metadata: { name: b }\nspec: { minAvailable: 2, selector: { matchLabels: { app: web } } }");

        var refused = Assert.Throws<ApiFailure>(() => Eviction.Require(cluster.Store, cluster.Pods[0]));
        Assert.Equal((429, "TooManyRequests", "Cannot evict pod as it would violate the pod's disruption budget."), (refused.Code, refused.Reason, refused.Message));
        Assert.Equal("The disruption budget b needs 2 healthy pods and has 2 currently", refused.Causes.Single().Message);

        await cluster.UpdateAsync(ResourceCatalog.PodDisruptionBudgets, "b", budget => budget.Child("spec")["minAvailable"] = 1);
        Eviction.Require(cluster.Store, cluster.Pods[0]);
        await cluster.CreateAsync(ResourceCatalog.PodDisruptionBudgets, "metadata: { name: c }\nspec: { minAvailable: 0, selector: { matchLabels: { app: web } } }");
        Assert.Equal(500, Assert.Throws<ApiFailure>(() => Eviction.Require(cluster.Store, cluster.Pods[0])).Code);
    }

    [Fact]
    public async Task Pods_that_must_not_be_neighbours_do_not_share_the_only_node()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.CreateAsync(ResourceCatalog.Deployments, Apart("podAntiAffinity", replicas: 2));

        var waiting = cluster.Pods.Single(pod => pod.Text("spec", "nodeName") is null);
        Assert.Equal(
            "0/1 nodes are available: 1 node(s) didn't match pod anti-affinity rules. preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod.",
            waiting.Condition("PodScheduled").Text("message"));
        await cluster.CreateAsync(ResourceCatalog.Pods, "metadata: { name: plain, labels: { app: web } }\nspec: { containers: [{ name: c, image: x }] }");
        Assert.Contains(
            "1 node(s) didn't satisfy existing pods anti-affinity rules.", cluster.Get(ResourceCatalog.Pods, "plain").Condition("PodScheduled").Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pods_that_must_be_neighbours_find_the_first_of_their_kind()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.CreateAsync(ResourceCatalog.Deployments, Apart("podAffinity", replicas: 2));

        Assert.All(cluster.Pods, pod => Assert.NotNull(pod.Text("spec", "nodeName")));
    }

    private static string Apart(string kind, int replicas) => Examples.Deployment("web", replicas).Replace(
        "      restartPolicy: Always",
        $"      restartPolicy: Always\n      affinity: {{ {kind}: {{ requiredDuringSchedulingIgnoredDuringExecution: [{{ topologyKey: kubernetes.io/hostname, labelSelector: {{ matchLabels: {{ app: web }} }} }}] }} }}",
        StringComparison.Ordinal);
}
