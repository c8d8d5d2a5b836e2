using System.Text.Json.Nodes;
using KubeFate.Kubernetes.Tests.ApiServer;

namespace KubeFate.Kubernetes.Tests.Simulated;

/// <summary>The gateway on the simulator: real controllers, pods that live by stages.</summary>
public sealed class SimulatorTests : IAsyncLifetime
{
    private Cluster _cluster = null!;

    private static CancellationToken Token => TimeLimit.Token;

    public async ValueTask InitializeAsync() => _cluster = await Cluster.StartAsync();

    public async ValueTask DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task A_cluster_of_every_kind_becomes_ready()
    {
        await using var watch = Watch();
        await watch.UntilAsync(_ => true);

        await _cluster.CreateAsync(WorkloadKind.Deployment, "python", new JsonObject { ["replicas"] = 2 });
        await _cluster.CreateAsync(WorkloadKind.StatefulSet, "mysql", (JsonObject)Cluster.Parse("""
            {'replicas': 2, 'serviceName': 'mysql', 'volumeClaimTemplates': [
              {'metadata': {'name': 'data'}, 'spec': {'accessModes': ['ReadWriteOnce'], 'resources': {'requests': {'storage': '1Gi'}}}}]}
            """));
        await _cluster.CreateAsync(WorkloadKind.DaemonSet, "fluent-bit", []);
        await _cluster.CreateAsync(WorkloadKind.Job, "once", []);

        var ready = await watch.UntilAsync(snapshot => snapshot.Workloads.Count == 4 && snapshot.AllReady);
        Assert.Equal(
            ["Deployment python 2/2", "StatefulSet mysql 2/2", "DaemonSet fluent-bit 1/1", "Job once 1/1"],
            ready.Workloads.Select(one => $"{one.Kind} {one.Module} {one.Ready}/{one.Desired}"));
        Assert.All(ready.Workloads, one => Assert.NotNull(one.ReadySince));
        Assert.All(ready.Workloads, one => Assert.Null(one.WaitingFor));
        Assert.All(ready.Claims, claim => Assert.True(claim.Bound));
        Assert.Equal(["data-mysql-0", "data-mysql-1"], ready.Claims.Select(claim => claim.Name));
        Assert.Equal("Running", ready.Containers["python"]);
        Assert.Empty(ready.Notes);
    }

    [Theory]
    [InlineData("image-pull", WaitReason.ImagePull, "the image federatedai/python:1.8.0-release cannot be pulled from docker.io: there is no such image or tag")]
    [InlineData("unschedulable", WaitReason.Unschedulable, "no node can take its pod: too little memory on 1 node; free some, add a node, or ask for less in resources")]
    [InlineData("crash-loop", WaitReason.Crash, "the container python crashed once (exit code 1)")]
    [InlineData("never-ready", WaitReason.ProbeFailing, "the container python runs, but its readiness probe fails: ")]
    public async Task Trouble_is_told(string stage, WaitReason reason, string sentence)
    {
        await _cluster.CreateAsync(WorkloadKind.Deployment, "python", [], stage);
        await using var watch = Watch();

        var snapshot = await watch.UntilAsync(one => one.Workloads is [{ } python] && python.Reason == reason);
        Assert.StartsWith(sentence, snapshot.Workloads[0].WaitingFor, StringComparison.Ordinal);
        Assert.Equal(reason is WaitReason.ImagePull or WaitReason.Unschedulable, snapshot.Workloads[0].Stuck);
    }

    [Fact]
    public async Task A_claim_that_gets_no_volume_is_told()
    {
        await _cluster.CreateAsync("api/v1/namespaces/default/persistentvolumeclaims", Cluster.Parse("""
            {'apiVersion': 'v1', 'kind': 'PersistentVolumeClaim',
             'metadata': {'name': 'data', 'annotations': {'simulator.kubefate.io/stage': 'claim-unbound'}},
             'spec': {'accessModes': ['ReadWriteOnce'], 'resources': {'requests': {'storage': '1Gi'}}}}
            """));
        await _cluster.CreateAsync(WorkloadKind.Deployment, "python", [], "claim-unbound", claim: "data");
        await using var watch = Watch();

        var snapshot = await watch.UntilAsync(one => one.Workloads is [{ Reason: WaitReason.VolumeUnbound }]);
        Assert.StartsWith("no volume could be made for the claim data: failed to provision volume", snapshot.Workloads[0].WaitingFor, StringComparison.Ordinal);
        Assert.True(Assert.Single(snapshot.Claims).Stuck);
    }

    [Fact]
    public async Task A_restart_of_the_simulator_is_outlived()
    {
        await _cluster.CreateAsync(WorkloadKind.Deployment, "python", []);
        await using var watch = Watch();
        await watch.UntilAsync(snapshot => snapshot.AllReady);

        await _cluster.RestartAsync(async () => await watch.UntilAsync(snapshot => snapshot.Notes.Count > 0));
        await _cluster.CreateAsync(WorkloadKind.Deployment, "mysql", []);

        await watch.UntilAsync(snapshot => snapshot.Workloads.Count == 2 && snapshot.AllReady && snapshot.Notes.Count == 0);
    }

    [Fact]
    public async Task Ports_addresses_pods_and_logs_are_found()
    {
        await _cluster.CreateAsync("api/v1/namespaces/default/services", Cluster.Parse("""
            {'apiVersion': 'v1', 'kind': 'Service', 'metadata': {'name': 'rollsite', 'labels': {'name': 'fate-9999'}},
             'spec': {'type': 'NodePort', 'selector': {'name': 'fate-9999'}, 'ports': [{'name': 'grpc', 'port': 9370, 'nodePort': 30091}]}}
            """));
        await _cluster.CreateAsync("apis/networking.k8s.io/v1/namespaces/default/ingresses", Cluster.Parse("""
            {'apiVersion': 'networking.k8s.io/v1', 'kind': 'Ingress', 'metadata': {'name': 'fateboard', 'labels': {'name': 'fate-9999'}},
             'spec': {'rules': [{'host': '9999.fateboard.example', 'http': {'paths': [
               {'path': '/', 'pathType': 'Prefix', 'backend': {'service': {'name': 'fateboard', 'port': {'number': 8080}}}}]}}]}}
            """));
        await _cluster.CreateAsync(WorkloadKind.Deployment, "python", []);
        await using var watch = Watch();
        await watch.UntilAsync(snapshot => snapshot.AllReady);

        var access = await _cluster.Gateway.GetAccessAsync("default", "fate-9999", Token);
        Assert.Equal(["9999.fateboard.example"], access.Hosts);
        Assert.Equal(("rollsite", 9370, 30091), (access.Ports[0].Service, access.Ports[0].Port, access.Ports[0].NodePort));
        Assert.NotNull(access.NodeAddress);

        var pod = Assert.Single(await _cluster.Gateway.ListPodsAsync("default", "fate-9999", Token));
        Assert.Equal("python", pod.Module);
        var lines = new List<LogLine>();
        var request = new LogRequest { Namespace = "default", Pod = pod.Name, Container = "python", TailLines = 1, Timestamps = true };
        await foreach (var line in _cluster.Gateway.ReadLogAsync(request, Token)) lines.Add(line);
        Assert.NotNull(Assert.Single(lines).Time);
    }

    [Fact]
    public async Task Namespaces_are_required_made_and_listed()
    {
        var missing = await Assert.ThrowsAsync<KubernetesException>(() => _cluster.Gateway.RequireNamespaceAsync("fate", Token));
        Assert.Equal(KubernetesFailure.NamespaceMissing, missing.Code);

        await _cluster.Gateway.EnsureNamespaceAsync("fate", Token);
        await _cluster.Gateway.EnsureNamespaceAsync("fate", Token);
        await _cluster.Gateway.RequireNamespaceAsync("fate", Token);

        Assert.Contains(await _cluster.Gateway.ListNamespacesAsync(Token), one => one is { Name: "fate", Status: "Active" });
        Assert.StartsWith("v1.36.2", await _cluster.Gateway.GetVersionAsync(Token), StringComparison.Ordinal);
    }

    private IAsyncEnumerator<ClusterSnapshot> Watch() =>
        _cluster.Gateway.WatchAsync("default", "fate-9999", Token).GetAsyncEnumerator(Token);
}
