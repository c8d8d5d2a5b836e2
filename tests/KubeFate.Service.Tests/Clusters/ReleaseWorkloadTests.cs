using KubeFate.Kubernetes;
using KubeFate.Service.Clusters;
using KubeFate.Testing;

namespace KubeFate.Service.Tests.Clusters;

/// <summary>A cluster is ready when what its release lists is there and ready, not when what happens to be there is.</summary>
public sealed class ReleaseWorkloadTests
{
    [Fact]
    public async Task A_workload_that_is_missing_keeps_an_install_waiting()
    {
        await using var site = await ClusterSite.OpenAsync();
        var (_, accepted, _) = await site.SendAsync("POST", "v1/cluster", ClusterSite.Body("\"stage\":\"never-ready\""));
        var uuid = (string)accepted["data"]!["uuid"]!;
        await site.ModuleAsync(uuid, "web");

        await site.KubectlAsync("delete statefulset db");
        // What is there is ready from now on.
        await site.KubectlAsync("""patch deployment web --type merge -p {"spec":{"template":{"metadata":{"annotations":{"simulator.kubefate.io/stage":"fast"}}}}}""");

        await site.SentenceAsync(uuid, "db", "the StatefulSet db of the release is not in the namespace: was it deleted?");
        await site.KubectlAsync("rollout status deployment web");
        await site.SendAsync("PUT", $"v1/job/{uuid}?jobStatus=stop");
        var job = await site.EndAsync(uuid);
        Assert.Equal("Canceled", (string?)job["status"]);
        Assert.Equal("Canceled", (string?)job["sub_jobs"]!["db"]!["Status"]);
    }

    [Fact]
    public async Task An_install_that_is_not_ready_in_time_keeps_its_release_and_what_it_waited_for()
    {
        var time = new ShortcutTime();
        await using var site = await ClusterSite.OpenAsync(time: time);

        var job = await site.RunLateAsync("POST", ClusterSite.Body("\"stage\":\"image-pull\"," + ClusterSite.Late), time, "web", "the image nginx:1.25 cannot be pulled");

        Assert.Equal(("Timeout", "timeout"), ((string?)job["status"], (string?)job["failure"]!["code"]));
        Assert.Contains("image", (string?)job["sub_jobs"]!["web"]!["WaitingFor"]);
        Assert.Equal(1, (await site.ReleaseAsync()).Revision);
        Assert.Equal("Failed", (string?)(await site.StoredAsync())["status"]);
    }

    [Fact]
    public void Deployments_and_StatefulSets_with_the_label_of_the_cluster_are_listed()
    {
        var listed = ReleaseWorkload.In(Manifest, "party", "fate-9999");

        Assert.Equal([new(WorkloadKind.Deployment, "python"), new(WorkloadKind.StatefulSet, "mysql")], listed);
    }

    [Fact]
    public void A_chart_that_labels_none_lists_none() => Assert.Empty(ReleaseWorkload.In(Manifest, "another", "fate-9999"));

    private const string Manifest = """
        ---
        # Source: fate/templates/python.yaml
        {apiVersion: apps/v1, kind: Deployment, metadata: {name: python, labels: {name: party}}}
        ---
        {apiVersion: apps/v1, kind: StatefulSet, metadata: {name: mysql, namespace: fate-9999, labels: {name: party}}}
        ---
        {apiVersion: apps/v1, kind: Deployment, metadata: {name: elsewhere, namespace: other, labels: {name: party}}}
        ---
        {apiVersion: apps/v1, kind: Deployment, metadata: {name: unlabelled}}
        ---
        {apiVersion: batch/v1, kind: Job, metadata: {name: once, labels: {name: party}}}
        ---
        {apiVersion: v1, kind: Service, metadata: {name: python, labels: {name: party}}}
        """;
}
