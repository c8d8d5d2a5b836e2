using System.Text.Json.Nodes;
using KubeFate.Simulator.Admission.Quota;
using KubeFate.Simulator.Controllers;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Stages;
using KubeFate.Simulator.Storage;
using KubeFate.Simulator.Tests.Controllers;
using Microsoft.Extensions.Time.Testing;

namespace KubeFate.Simulator.Tests.Admission;

public sealed class QuotaTests
{
    private const string Ns = "fate-9999";

    private readonly ObjectStore store = new(new FakeTimeProvider());

    [Theory]
    [InlineData("requests.cpu", "500m", "1", "exceeded quota: q, requested: requests.cpu=750m, used: requests.cpu=500m, limited: requests.cpu=1")]
    [InlineData("cpu", "500m", "1", "exceeded quota: q, requested: cpu=750m, used: cpu=500m, limited: cpu=1")]
    [InlineData("memory", "1Gi", "2Gi", "exceeded quota: q, requested: memory=1536Mi, used: memory=1Gi, limited: memory=2Gi")]
    [InlineData("limits.memory", "2Gi", "3Gi", "exceeded quota: q, requested: limits.memory=2Gi, used: limits.memory=2Gi, limited: limits.memory=3Gi")]
    public void A_pod_that_asks_for_more_than_is_left_is_refused_with_the_three_amounts(string name, string used, string limit, string expected)
    {
        Quota($"{{ {name}: {limit} }}");
        var resource = name.Split('.')[^1];
        Store(Pod("first", name.StartsWith("limits", StringComparison.Ordinal) ? $"limits: {{ {resource}: {used} }}" : $"requests: {{ {resource}: {used} }}"));

        Assert.Equal($"pods \"next\" is forbidden: {expected}", Refused(Pod("next", "requests: { cpu: 750m, memory: 1536Mi }, limits: { cpu: 2, memory: 2Gi }")));
    }

    [Fact]
    public void Every_name_that_is_exceeded_is_told_and_no_other()
    {
        Quota("{ pods: 1, requests.cpu: 1, requests.memory: 8Gi }");
        Store(Pod("first", "requests: { cpu: 1, memory: 1Gi }"));

        Assert.Equal(
            "pods \"next\" is forbidden: exceeded quota: q, requested: pods=1,requests.cpu=1, used: pods=1,requests.cpu=1, limited: pods=1,requests.cpu=1",
            Refused(Pod("next", "requests: { cpu: 1, memory: 1Gi }")));
    }

    [Fact]
    public void A_pod_that_does_not_say_what_a_quota_limits_is_refused()
    {
        Quota("{ requests.cpu: 4, limits.memory: 8Gi }");

        Assert.Equal(
            "pods \"next\" is forbidden: failed quota: q: must specify limits.memory for: main; requests.cpu for: main",
            Refused(Pod("next", "requests: { memory: 1Gi }")));
        Accepted(Pod("next", "limits: { cpu: 1, memory: 1Gi }"));
    }

    [Fact]
    public void Pods_that_have_ended_use_nothing_but_their_place_among_objects()
    {
        Quota("{ pods: 1, count/pods: 2 }");
        Store(Pod("done", "", "Succeeded"));
        Accepted(Pod("next", ""));
        Store(Pod("second", ""));

        Assert.Contains("requested: count/pods=1,pods=1, used: count/pods=2,pods=1", Refused(Pod("next", "")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_scoped_quota_counts_only_the_pods_of_its_scope()
    {
        Quota("{ pods: 0 }", "scopes: [BestEffort]");

        Accepted(Pod("next", "requests: { cpu: 1 }"));
        Assert.Contains("exceeded quota: q, requested: pods=1", Refused(Pod("next", "")), StringComparison.Ordinal);
    }

    [Fact]
    public void An_update_is_held_against_what_it_adds()
    {
        Quota("{ requests.storage: 10Gi, fast.storageclass.storage.k8s.io/requests.storage: 5Gi }");
        var (small, large) = (Claim("5Gi"), Claim("6Gi"));
        store.Create(Key(ResourceCatalog.PersistentVolumeClaims, small), small);

        QuotaAdmission.Require(store, Key(ResourceCatalog.PersistentVolumeClaims, small), small, small);
        Assert.EndsWith(
            "requested: fast.storageclass.storage.k8s.io/requests.storage=1Gi, used: fast.storageclass.storage.k8s.io/requests.storage=5Gi, "
            + "limited: fast.storageclass.storage.k8s.io/requests.storage=5Gi",
            Assert.Throws<ApiFailure>(() => QuotaAdmission.Require(store, Key(ResourceCatalog.PersistentVolumeClaims, large), large, small)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deployment_says_why_its_pods_cannot_be_made_and_goes_on_when_they_can()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.CreateAsync(ResourceCatalog.ResourceQuotas, "metadata: { name: q }\nspec: { hard: { pods: 1 } }");
        await cluster.CreateAsync(ResourceCatalog.Deployments, Examples.Deployment("web", replicas: 2));

        var failure = cluster.Get(ResourceCatalog.Deployments, "web").Condition("ReplicaFailure");
        Assert.Equal(("True", "FailedCreate"), (failure.Text("status"), failure.Text("reason")));
        Assert.Contains("is forbidden: exceeded quota: q, requested: pods=1, used: pods=1, limited: pods=1", failure.Text("message"), StringComparison.Ordinal);
        Assert.Contains(cluster.Events("FailedCreate"), told => told.StartsWith("FailedCreate: Error creating: pods \"web-", StringComparison.Ordinal));
        Assert.Equal("1", cluster.Get(ResourceCatalog.ResourceQuotas, "q").At("status", "used", "pods")?.ToString());

        await cluster.UpdateAsync(ResourceCatalog.ResourceQuotas, "q", quota => quota.At("spec", "hard")!["pods"] = "2");
        await cluster.AdvanceAsync(TimeSpan.FromSeconds(15));
        Assert.Null(cluster.Get(ResourceCatalog.Deployments, "web").Condition("ReplicaFailure"));
        Assert.Equal(2, cluster.Pods.Count);
    }

    private static JsonObject Pod(string name, string resources, string phase = "Running") => StageYaml.Read(
        $"""
        metadata: {"{"} name: {name}, namespace: {Ns} {"}"}
        spec: {"{"} containers: [{"{"} name: main, image: x, resources: {"{"} {resources} {"}"} {"}"}] {"}"}
        status: {"{"} phase: {phase} {"}"}
        """);

    private static JsonObject Claim(string storage) => StageYaml.Read(
        $"""
        metadata: {"{"} name: data, namespace: {Ns} {"}"}
        spec: {"{"} storageClassName: fast, resources: {"{"} requests: {"{"} storage: {storage} {"}"} {"}"} {"}"}
        """);

    private static ObjectKey Key(ResourceType type, JsonObject item) => new(type, item.Namespace(), item.Name());

    private void Quota(string hard, string more = "") => store.Create(
        new(ResourceCatalog.ResourceQuotas, Ns, "q"), StageYaml.Read($"metadata: {{ name: q, namespace: {Ns} }}\nspec:\n  hard: {hard}\n  {more}"));

    private void Store(JsonObject pod) => store.Create(Key(ResourceCatalog.Pods, pod), pod);

    private void Accepted(JsonObject pod) => QuotaAdmission.Require(store, Key(ResourceCatalog.Pods, pod), pod, null);

    private string Refused(JsonObject pod) => Assert.Throws<ApiFailure>(() => Accepted(pod)).Message;
}
