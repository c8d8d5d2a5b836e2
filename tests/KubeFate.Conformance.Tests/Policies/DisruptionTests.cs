using KubeFate.Conformance.Tests.Kubectl;
using KubeFate.Testing;

namespace KubeFate.Conformance.Tests.Policies;

/// <summary>Evictions under a PodDisruptionBudget, and affinity between pods.</summary>
public sealed class DisruptionTests(ConformanceCluster cluster)
{
    [Fact]
    public async Task An_eviction_that_a_budget_does_not_allow_is_refused()
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);
        (await space.ApplyAsync(Manifests.Deployment())).MustSucceed();
        await space.ReadAsync("rollout", "status", "deployment/web", HangGuard.Option);
        await space.ReadAsync("create", "poddisruptionbudget", "b", "--selector=app=web", "--min-available=1");
        await space.UntilAsync(["get", "pdb", "b", "-o", "jsonpath={.status.currentHealthy}/{.status.desiredHealthy}/{.status.disruptionsAllowed}"], counts => counts == "1/1/0");
        var pod = await space.ReadAsync("get", "pods", "-l", "app=web", "-o", "jsonpath={.items[0].metadata.name}");

        Assert.Contains("Cannot evict pod as it would violate the pod's disruption budget.", await space.RefusedAsync(Evict(space, pod)));
        await space.ReadAsync("patch", "pdb", "b", "--type=merge", "-p", """{"spec":{"minAvailable":0}}""");
        await space.UntilAsync(["get", "pdb", "b", "-o", "jsonpath={.status.disruptionsAllowed}"], allowed => allowed == "1");
        Assert.Contains("Success", await space.ReadAsync(Evict(space, pod)));
    }

    [Fact]
    public async Task A_pod_that_must_be_near_another_waits_for_it()
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);
        (await space.ApplyAsync(QuotaTests.Pod("p", "{}").Replace(
            "  terminationGracePeriodSeconds: 1",
            """
              terminationGracePeriodSeconds: 1
              affinity:
                podAffinity:
                  requiredDuringSchedulingIgnoredDuringExecution:
                  - {topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: other}}}
            """,
            StringComparison.Ordinal))).MustSucceed();

        await space.UntilAsync(
            ["get", "pod", "p", "-o", "jsonpath={.status.conditions[?(@.type==\"PodScheduled\")].message}"],
            told => told.Contains("node(s) didn't match pod affinity rules", StringComparison.Ordinal));
    }

    private string[] Evict(ClusterSpace space, string pod) =>
    [
        "create", "--raw", $"/api/v1/namespaces/{space.Name}/pods/{pod}/eviction", "-f",
        cluster.Write($$$"""{"apiVersion":"policy/v1","kind":"Eviction","metadata":{"name":"{{{pod}}}","namespace":"{{{space.Name}}}"}}"""),
    ];
}
