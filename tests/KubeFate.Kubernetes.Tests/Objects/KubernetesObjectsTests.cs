using System.Text.Json.Nodes;
using KubeFate.Kubernetes.Tests.ApiServer;
using KubeFate.Kubernetes.Tests.Simulated;

namespace KubeFate.Kubernetes.Tests.Objects;

/// <summary>Objects of any kind on the simulator: tried, found, marked, deleted.</summary>
public sealed class KubernetesObjectsTests : IAsyncLifetime
{
    private const string Headless = "{'apiVersion': 'v1', 'kind': 'Service', 'metadata': {'name': 'mysql'}, 'spec': {'clusterIP': 'None', 'selector': {'app': 'mysql'}, 'ports': [{'port': 3306}]}}";
    private const string OnNodes = "{'apiVersion': 'v1', 'kind': 'Service', 'metadata': {'name': 'mysql'}, 'spec': {'type': 'NodePort', 'selector': {'app': 'mysql'}, 'ports': [{'port': 3306, 'nodePort': 30306}]}}";
    private const string Config = "{'apiVersion': 'v1', 'kind': 'ConfigMap', 'metadata': {'name': 'conf'}, 'data': {'a': 'b'}}";

    private static readonly ObjectName Mysql = new("v1", "Service", "mysql");

    private Cluster _cluster = null!;

    private static CancellationToken Token => TimeLimit.Token;

    private KubernetesObjects Objects => _cluster.Gateway.Objects;

    public async ValueTask InitializeAsync() => _cluster = await Cluster.StartAsync();

    public async ValueTask DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task A_trial_tells_object_by_object_what_would_be_and_changes_nothing()
    {
        await _cluster.CreateAsync("api/v1/namespaces/default/services", Cluster.Parse(Headless));
        var results = await TryAsync(new DryRunOptions { Force = true }, Config, OnNodes, "{'apiVersion': 'policy/v1beta1', 'kind': 'PodSecurityPolicy', 'metadata': {'name': 'psp'}}");

        Assert.Equal(["ConfigMap conf", "Service mysql", "PodSecurityPolicy psp"], results.Select(result => result.Object.ToString()));
        Assert.Equal(("b", null, null), (results[0].Applied?["data"]?["a"]?.ToString(), results[0].Live, results[0].Refusal));
        Assert.Equal(("Invalid", "spec.clusterIPs[0]"), (results[1].Refusal!.Reason, Assert.Single(results[1].Refusal!.Causes).Field));
        Assert.Equal("None", results[1].Live!["spec"]!["clusterIP"]!.ToString());
        Assert.Contains("does not know PodSecurityPolicy of policy/v1beta1", results[2].Refusal!.Message);
        Assert.Null(await Objects.FindAsync("default", new ObjectName("v1", "ConfigMap", "conf"), Token));
    }

    [Fact]
    public async Task A_field_of_somebody_else_is_a_conflict_unless_it_is_taken_over()
    {
        await _cluster.CreateAsync("api/v1/namespaces/default/configmaps?fieldManager=somebody", Cluster.Parse(Config));
        var changed = Config.Replace("'b'", "'c'", StringComparison.Ordinal);

        var conflict = Assert.Single(await TryAsync(new DryRunOptions(), changed)).Refusal!;
        Assert.Equal(("Conflict", ".data.a"), (conflict.Reason, Assert.Single(conflict.Causes).Field));
        Assert.Null(Assert.Single(await TryAsync(new DryRunOptions { Force = true }, changed)).Refusal);
    }

    [Fact]
    public async Task What_would_be_taken_if_it_were_new_is_told_apart_from_what_never_would()
    {
        await _cluster.CreateAsync("api/v1/namespaces/default/services", Cluster.Parse(OnNodes));
        Assert.Null(await FaultAsync(OnNodes));
        Assert.Null(await FaultAsync(Headless));
        Assert.Equal("Invalid", (await FaultAsync(OnNodes.Replace("'port': 3306", "'port': 0", StringComparison.Ordinal)))!.Reason);
    }

    [Fact]
    public async Task A_workload_is_gone_with_its_pods_and_without_its_claims()
    {
        await _cluster.CreateAsync(WorkloadKind.StatefulSet, "mysql", (JsonObject)Cluster.Parse("""
            {'serviceName': 'mysql', 'volumeClaimTemplates': [
              {'metadata': {'name': 'data'}, 'spec': {'accessModes': ['ReadWriteOnce'], 'resources': {'requests': {'storage': '1Gi'}}}}]}
            """));
        await foreach (var snapshot in _cluster.Gateway.WatchAsync("default", "fate-9999", Token))
        {
            if (snapshot.AllReady) break;
        }

        var name = new ObjectName("apps/v1", "StatefulSet", "mysql");
        var uid = (await Objects.FindAsync("default", name, Token))!["metadata"]!["uid"]!.ToString();
        await Objects.DeleteAsync("default", name, uid, Token);
        Assert.Null(await Objects.FindAsync("default", name, Token));
        Assert.Null(await Objects.FindAsync("default", new ObjectName("v1", "Pod", "mysql-0"), Token));
        Assert.NotNull(await Objects.FindAsync("default", new ObjectName("v1", "PersistentVolumeClaim", "data-mysql-0"), Token));

        await Objects.DeleteAsync("default", name, uid, Token);
    }

    [Fact]
    public async Task Another_of_the_same_name_is_not_deleted()
    {
        await _cluster.CreateAsync("api/v1/namespaces/default/services", Cluster.Parse(Headless));
        await Objects.DeleteAsync("default", Mysql, "00000000-0000-0000-0000-000000000000", Token);
        Assert.NotNull(await Objects.FindAsync("default", Mysql, Token));
    }

    [Fact]
    public async Task An_annotation_is_set_and_the_rest_stays()
    {
        await _cluster.CreateAsync("api/v1/namespaces/default/configmaps", Cluster.Parse(Config));
        var name = new ObjectName("v1", "ConfigMap", "conf");
        await Objects.AnnotateAsync("default", name, "helm.sh/resource-policy", "keep", Token);
        var live = (await Objects.FindAsync("default", name, Token))!;
        Assert.Equal(("keep", "b"), (live["metadata"]!["annotations"]!["helm.sh/resource-policy"]!.ToString(), live["data"]!["a"]!.ToString()));
    }

    private async Task<List<DryRunResult>> TryAsync(DryRunOptions options, params string[] manifest)
    {
        var results = new List<DryRunResult>();
        await foreach (var result in Objects.DryRunAsync("default", manifest.Select(item => Cluster.Parse(item).AsObject()), options, Token)) results.Add(result);
        return results;
    }

    private Task<KubernetesException?> FaultAsync(string item) => Objects.FindFaultAsync("default", Cluster.Parse(item).AsObject(), Token);
}
